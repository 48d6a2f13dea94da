export { addressNeeded, stillInStock, tooManyWaiting, unknownForgetKey } from "./errors.ts";
export { type BackInStockNews, backInStockMail } from "./mail.ts";
export type { BackInStockStore, ForgetKeys, Forgettable, WriteMail } from "./ports.ts";
export {
  expectedRounds,
  piecesToTell,
  type Round,
  type Shelf,
  TOLD_AT_ONCE,
  TOLD_COUNTS_MS,
  type Told,
  toldAfter,
} from "./rounds.ts";
export {
  type BackInStockRequest,
  type ForgetRequestsInput,
  type Forgotten,
  foldedAddress,
  forgetRequestsSchema,
  forgottenSchema,
  MAX_REQUESTS_PER_ADDRESS,
  MAX_REQUESTS_PER_SKU,
  REQUEST_LIFETIME_DAYS,
  type RequestBackInStockInput,
  type Requested,
  requestBackInStockSchema,
  requestedSchema,
  type Waiting,
  waitingQuerySchema,
  waitingSchema,
} from "./schema.ts";
