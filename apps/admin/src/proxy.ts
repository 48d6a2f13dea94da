import { withPageHeaders } from "@scarlet/web/page/page-headers";
import type { NextRequest, NextResponse } from "next/server";
import { env } from "./env.ts";

/** Runs before each page: its Content-Security-Policy is in `packages/web/src/edge/security-headers.ts`. */
export function proxy(request: NextRequest): NextResponse {
  return withPageHeaders(request, env().SCARLET_DEVELOPMENT === "1");
}

/**
 * All paths but files and the API. Next wants this pattern written out here. It names files in full, so that no page is
 * left out because of how its path begins, and a page that says "not found" has its nonce.
 */
export const config = { matcher: ["/((?!_next/static/|api/|art(?:/[^/]+){5}$|icon\\.svg$).*)"] };
