export { cardDeclined, gatewayUnavailable } from "./errors.ts";
export type { Charge, ChargeRequest, PaymentGateway } from "./ports.ts";
export { type Card, cardSchema, type Payment, paymentSchema } from "./schema.ts";
