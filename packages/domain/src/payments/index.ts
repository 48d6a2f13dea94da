export { cardDeclined, gatewayUnavailable } from "./errors.ts";
export type { Captured, Charge, ChargeRequest, PaymentGateway } from "./ports.ts";
export { type Card, cardSchema, type Payment, paymentSchema } from "./schema.ts";
