import { idSchema } from "@scarlet/domain/kernel";
import type { OrderStore } from "@scarlet/domain/orders";
import type { Hono } from "hono";
import type { ApiHonoEnv } from "../http/exchange.ts";
import { refusalOfStatus } from "../http/refusals.ts";
import { FIXED_HEADERS, ownHeaders, problem } from "../http/responses.ts";
import type { OrderLinks } from "./order-links.ts";

/** Where the link in a guest's mail is answered. */
export const ORDER_LINK_PATH = "/api/orders/:id/open";

/**
 * Opens a guest's order in the browser that has the link, and leads on to the order's page either way: a key that is none, or none any
 * more, leads to the page that says so. Of the storefront only: nobody else's cookies count.
 */
export function mountOrderLink(
  app: Hono<ApiHonoEnv>,
  { orders, links }: { readonly orders: Pick<OrderStore, "findById">; readonly links: OrderLinks },
): void {
  app.get(ORDER_LINK_PATH, async (c) => {
    const { visitor } = c.get("exchange");
    if (visitor.app !== "storefront") return problem(c, refusalOfStatus(404));
    const id = idSchema.safeParse(c.req.param("id"));
    const order = id.success ? await orders.findById(id.data) : null;
    const end = order === null ? null : links.endOf(c.req.query("key"), order);
    if (order !== null && end !== null)
      visitor.setCookies.push(links.remember(c.req.header("cookie"), order.id, end));
    return c.body(null, 303, {
      ...FIXED_HEADERS,
      ...ownHeaders(c),
      location: `/orders/${encodeURIComponent(c.req.param("id"))}`,
    });
  });
}
