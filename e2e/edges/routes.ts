import { globSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { appRouter } from "../../packages/trpc/src/index.ts";
import { shop } from "../env.ts";
import type { RawRequest } from "./raw-request.ts";

const ROOT = path.join(import.meta.dirname, "../..");
/** The files from which Next makes routes. */
const ROUTE_FILES = "**/{page.tsx,route.ts,sitemap.ts,robots.ts,opengraph-image.tsx,icon.svg}";
const ADDRESS_OF_FILE: Readonly<Record<string, string>> = {
  "sitemap.ts": "sitemap.xml",
  "robots.ts": "robots.txt",
  "opengraph-image.tsx": "opengraph-image",
  "icon.svg": "icon.svg",
};

/** The routes of a web app, from the files of its `app` folder, with parameters in braces: `/orders/{id}`. */
export function webRoutes(app: "storefront" | "admin"): readonly string[] {
  const folder = path.join(ROOT, "apps", app, "src/app");
  return globSync(ROUTE_FILES, { cwd: folder }).map((file) => {
    const parts = file.split(path.sep);
    const last = ADDRESS_OF_FILE[parts.pop() ?? ""];
    const shown = [...parts, ...(last === undefined ? [] : [last])].filter((part) => !/^\(.*\)$/.test(part));
    return `/${shown.map((part) => part.replace(/^\[(?:\.\.\.)?(.+)\]$/, "{$1}")).join("/")}`;
  });
}

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** All REST routes with their methods, from the OpenAPI document that the API serves. */
export async function restRoutes(): Promise<readonly Required<Pick<RawRequest, "method" | "path">>[]> {
  const answer = await fetch(`${shop.API_URL}/api/openapi.json`);
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([address, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: below(address) })),
  );
}

const below = (address: string) => (address.startsWith("/api/") ? address : `/api${address}`);

/** tRPC's record of a procedure. It keeps them in a flat object by dotted path, although its types say nested. */
type ProcedureRecord = { readonly _def: { readonly type: "query" | "mutation" | "subscription" } };

/** All tRPC procedures as paths, with the method that they take. */
export function procedures(): readonly Required<Pick<RawRequest, "method" | "path">>[] {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC has no other word for it
  const byPath = appRouter._def.procedures as unknown as Readonly<Record<string, ProcedureRecord>>;
  return Object.entries(byPath).map(([name, { _def: kept }]) => ({
    method: kept.type === "mutation" ? "POST" : "GET",
    path: `/api/trpc/${name}`,
  }));
}
