export { type Actor, type ActorRef, actorKey, actorRef, actorRefSchema, SYSTEM_ACTOR } from "./actor.ts";
export { type BatchedRead, type BatcherOptions, createBatcher, SEND_AT_ONCE } from "./batcher.ts";
export { COUNTRIES, type Country, countryName, HOME_COUNTRY, postcodeFault } from "./countries.ts";
export { MAX_CURSOR_LENGTH } from "./cursor-length.ts";
export {
  DomainError,
  type ErrorDetails,
  type ErrorKind,
  foreignOrigin,
  idempotencyKeyMalformed,
  idempotencyKeyRequired,
  idempotencyKeyReused,
  invalidCursor,
  invalidInput,
  isDomainError,
  isNothingDone,
  onlySubscriptions,
  outcomeUnknown,
  temporarilyUnavailable,
  tooManyRequests,
} from "./errors.ts";
export { idempotencyKeySchema, idSchema, skuSchema, slugSchema } from "./ids.ts";
export { InvariantError, invariant } from "./invariant.ts";
export { CURRENCY, type Currency, formatMoney } from "./money/money.ts";
export { currencySchema, priceMinorSchema } from "./money/money-schema.ts";
export {
  formatRate,
  includedVatMinor,
  OLD_VAT_BASIS_POINTS,
  VAT_RATES,
  type Vat,
  vatOf,
} from "./money/vat.ts";
export { vatSchema } from "./money/vat-schema.ts";
export {
  cursorSchema,
  DEFAULT_PAGE_SIZE,
  decodeCursor,
  encodeCursor,
  limitSchema,
  MAX_PAGE_SIZE,
  type Page,
  queryBoolean,
  queryInteger,
} from "./page.ts";
export type { Clock, IdempotencyRecord, IdempotencyStore, IdSource, Intent, Log } from "./ports.ts";
export { scaleRateLimit, takeFromLimit } from "./rate-limits/rate-limit-rules.ts";
export {
  RATE_LIMITS,
  type RateLimit,
  type RateLimiter,
  STREAMS_PER_ADDRESS,
} from "./rate-limits/rate-limits.ts";
export { ROLES, type Role } from "./role.ts";
export { formatTimeLeft } from "./text/format-time-left.ts";
export { formatWait } from "./text/format-wait.ts";
export { localPath, pathAfterSignIn } from "./text/local-path.ts";
export { mailAddress, mailAddressFault } from "./text/mail-address.ts";
export { mailAddressSchema } from "./text/mail-address-schema.ts";
export { textFault } from "./text/person-text.ts";
export { personLine, personNote } from "./text/person-text-schema.ts";
export {
  isExactTerm,
  matchesTerms,
  SEARCH_FOLDING_VERSION,
  type SearchTerm,
  searchTerms,
  searchTokens,
  sortKey,
} from "./text/search-terms.ts";
