export { loadStripe } from "./load-stripe.ts";
export { createTestGateway, type TestGatewayOptions } from "./test-gateway.ts";
export { createWebhookSender } from "./webhook-sender.ts";
