import { createHash } from "node:crypto";
import type { Mongo } from "@scarlet/adapters/mongo";
import { createTestGateway, createWebhookSender, loadStripe } from "@scarlet/adapters/payments";
import type { PaymentGateway } from "@scarlet/domain/payments";
import type { Logger } from "pino";
import type { ApiEnv } from "./env.ts";
import { WEBHOOK_PATH } from "./http/payments-webhook.ts";

/** The way people pay that the settings name. */
export async function openGateway(settings: ApiEnv, mongo: Mongo, log: Logger): Promise<PaymentGateway> {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = settings;
  if (secretKey !== undefined && webhookSecret !== undefined && settings.PAYMENT_GATEWAY === "stripe") {
    const { createStripeGateway, openStripe } = await loadStripe();
    return createStripeGateway({ mongo, stripe: openStripe(secretKey), webhookSecret });
  }
  const own = `http://${reachable(settings.HOST)}:${settings.API_PORT}${WEBHOOK_PATH}`;
  const secret = createHash("sha256").update(`test webhooks of ${settings.AUTH_SECRET}`).digest("hex");
  return createTestGateway({ mongo, secret, deliver: createWebhookSender(own, log) });
}

/** An address that means "all" is not one to go to. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
