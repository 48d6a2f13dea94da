import "server-only";
import type { ApiAccess } from "@scarlet/web/api/api-headers";
import { env } from "../env.ts";

/** How this app reaches the API. */
export const apiAccess: ApiAccess = { app: "storefront", settings: env };
