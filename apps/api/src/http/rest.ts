import { type ApiContext, type RestRoute, restRoutes } from "@scarlet/trpc";
import type { Hono } from "hono";
import type { ApiHonoContext, ApiHonoEnv } from "./exchange.ts";
import { readInput, writeInput } from "./request-input.ts";
import { json } from "./responses.ts";

/** Mounts the REST routes; each calls the same procedure as tRPC does. */
export function mountRest(app: Hono<ApiHonoEnv>, contextOf: (c: ApiHonoContext) => ApiContext): void {
  for (const route of restRoutes) {
    app.on(route.method, honoPath(route), (c) => serve(c, route, contextOf(c)));
  }
}

/** The route's path in Hono's notation. */
export function honoPath(route: RestRoute): string {
  return `/api${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
}

async function serve(c: ApiHonoContext, route: RestRoute, ctx: ApiContext): Promise<Response> {
  if (route.method === "GET") return json(c, await route.call(ctx, readInput(c, route), undefined));
  // An invalid token is reported before an invalid body.
  if (route.access === "bearer") await ctx.whoAsks();
  const input = await writeInput(c, route);
  return json(c, await route.call(ctx, input, c.req.raw.signal), route.status);
}
