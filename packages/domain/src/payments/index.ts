export { cardExpiryEnd, isCardCode, isCardNumber, plainCardNumber } from "./card-rules.ts";
export {
  badSignature,
  cardDeclined,
  chargeCanceled,
  chargeProcessing,
  gatewaySilent,
  gatewayUnavailable,
  methodRequired,
  refundRefused,
} from "./errors.ts";
export type { Captured, Charge, ChargeRequest, OpenCharge, PaymentGateway, PaymentNotice } from "./ports.ts";
export { type Card, cardSchema, type Payment, paymentMethodSchema, paymentSchema } from "./schema.ts";
export { TEST_CARDS } from "./test-cards.ts";
