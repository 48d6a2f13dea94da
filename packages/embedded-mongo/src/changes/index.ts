export {
  eventOf,
  invalidates,
  invalidation,
  invalidationToken,
  isInvalidation,
  isReported,
  type Watched,
} from "./events.ts";
export { ChangeLog } from "./log.ts";
export type { Change, ChangedNamespace, LoggedChange } from "./types.ts";
