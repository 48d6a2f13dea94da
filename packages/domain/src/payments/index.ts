export { badSignature, cardDeclined, gatewaySilent, gatewayUnavailable, methodRequired } from "./errors.ts";
export type { Captured, Charge, ChargeRequest, PaymentGateway, PaymentNotice } from "./ports.ts";
export { type Card, cardSchema, type Payment, paymentMethodSchema, paymentSchema } from "./schema.ts";
export { TEST_CARDS } from "./test-cards.ts";
