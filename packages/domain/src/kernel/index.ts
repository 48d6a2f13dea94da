export { type Actor, type ActorRef, actorKey, actorRef, actorRefSchema, SYSTEM_ACTOR } from "./actor.ts";
export { COUNTRIES, type Country, countryName, HOME_COUNTRY, postcodeFault } from "./countries.ts";
export {
  DomainError,
  type ErrorDetails,
  type ErrorKind,
  idempotencyKeyMalformed,
  idempotencyKeyRequired,
  idempotencyKeyReused,
  invalidCursor,
  invalidInput,
  isDomainError,
  isNothingDone,
  outcomeUnknown,
  temporarilyUnavailable,
  tooManyRequests,
} from "./errors.ts";
export { formatWait } from "./format-wait.ts";
export { idempotencyKeySchema, idSchema, skuSchema, slugSchema } from "./ids.ts";
export { InvariantError, invariant } from "./invariant.ts";
export { localPath, pathAfterSignIn } from "./local-path.ts";
export { mailAddress, mailAddressFault } from "./mail-address.ts";
export { mailAddressSchema } from "./mail-address-schema.ts";
export { CURRENCY, type Currency, formatMoney } from "./money.ts";
export { currencySchema, priceMinorSchema } from "./money-schema.ts";
export {
  cursorSchema,
  DEFAULT_PAGE_SIZE,
  decodeCursor,
  encodeCursor,
  limitSchema,
  MAX_CURSOR_LENGTH,
  MAX_PAGE_SIZE,
  type Page,
  queryBoolean,
  queryInteger,
} from "./page.ts";
export { textFault } from "./person-text.ts";
export { personLine, personNote } from "./person-text-schema.ts";
export type { Clock, IdempotencyRecord, IdempotencyStore, IdSource, Intent, Log } from "./ports.ts";
export { scaleRateLimit, takeFromLimit } from "./rate-limit-rules.ts";
export { RATE_LIMITS, type RateLimit, type RateLimiter, STREAMS_PER_ADDRESS } from "./rate-limits.ts";
export { ROLES, type Role } from "./role.ts";
export {
  isExactTerm,
  matchesTerms,
  SEARCH_FOLDING_VERSION,
  type SearchTerm,
  searchTerms,
  searchTokens,
  sortKey,
} from "./search-terms.ts";
export {
  formatRate,
  includedVatMinor,
  OLD_VAT_BASIS_POINTS,
  VAT_RATES,
  type Vat,
  vatOf,
} from "./vat.ts";
export { vatSchema } from "./vat-schema.ts";
