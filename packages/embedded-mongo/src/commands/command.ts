import type { Doc } from "../bson/index.ts";
import type { Call } from "./call.ts";

/** One command the server knows. */
export interface Command {
  readonly name: string;
  /** Its other names. */
  readonly aliases?: readonly string[];
  /** The fields it takes besides those every command takes. */
  readonly fields: readonly string[];
  /** Whether it may be run before signing in. */
  readonly public?: boolean;
  /** Whether it may be run inside a transaction. */
  readonly inTransaction?: boolean;
  /** Whether the transaction must have been begun with the read concern `local`. */
  readonly localOnly?: boolean;
  /** Whether it writes, and so takes a `writeConcern`. */
  readonly writes?: boolean;
  /** Whether a driver may give it a number and send it again without a second effect. */
  readonly retryable?: boolean;
  /** Whether it takes a `readConcern` of any level. */
  readonly reads?: boolean;
  /** Whether it takes the read concern `snapshot` outside of transactions: to read at one, or only to go on at the one of its cursor. */
  readonly atSnapshot?: "reads" | "goesOn";
  /** Whether it must be run on the database `admin`. */
  readonly adminOnly?: boolean;
  /** Whether a secondary runs it: always, or for those whose read preference allows it; a primary only where it is not said. */
  readonly onSecondary?: "always" | "optIn";
  readonly run: (call: Call) => Doc | Promise<Doc>;
}
