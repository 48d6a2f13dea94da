export { createStripeGateway, openStripe, type StripeGatewayOptions } from "./stripe-gateway.ts";
export { createTestGateway, type TestGatewayOptions } from "./test-gateway.ts";
export { createWebhookSender } from "./webhook-sender.ts";
