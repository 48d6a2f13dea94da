import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { handlePaymentNotice } from "@scarlet/services/orders";
import type { ShopServices } from "@scarlet/trpc";
import type { Hono } from "hono";
import type { ApiHonoEnv } from "./exchange.ts";
import { json } from "./responses.ts";

/** Where payment gateways report what they captured. */
export const WEBHOOK_PATH = "/api/payments/webhook";

/**
 * Hears the gateway: no token and no key, the message itself is signed. 200 says that it need not come again; anything
 * that is not known yet is a 503, and the gateway tries again.
 */
export function mountPaymentsWebhook(app: Hono<ApiHonoEnv>, services: ShopServices): void {
  app.post(WEBHOOK_PATH, async (c) => {
    const signature = c.req.header("stripe-signature") ?? c.req.header("webhook-signature") ?? null;
    const { log } = c.get("exchange");
    const body = await c.req.text();
    const outcome = await handlePaymentNotice({ ...services, log, actor: SYSTEM_ACTOR }, { body, signature });
    return json(c, { outcome });
  });
}
