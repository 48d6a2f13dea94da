import { LOGOUT, SASL_CONTINUE, SASL_START } from "./auth/sasl.ts";
import type { Command } from "./command.ts";
import { CONFIGURE_FAIL_POINT, DIAGNOSTICS } from "./diagnostics/diagnostics.ts";
import { EXPLAIN } from "./diagnostics/explain.ts";
import { VALIDATE } from "./diagnostics/validate.ts";
import { AGGREGATE } from "./read/aggregate.ts";
import { COUNT, DISTINCT } from "./read/count-and-distinct.ts";
import { FIND } from "./read/find.ts";
import { GET_MORE, KILL_CURSORS } from "./read/get-more.ts";
import { ELECTIONS } from "./replication/elections.ts";
import { HELLO, IS_MASTER } from "./replication/hello.ts";
import {
  END_SESSIONS,
  KILL_ALL_SESSIONS,
  KILL_SESSIONS,
  REFRESH_SESSIONS,
  START_SESSION,
} from "./sessions/sessions.ts";
import { ABORT_TRANSACTION, COMMIT_TRANSACTION } from "./sessions/transactions.ts";
import {
  COLL_MOD,
  CREATE,
  DROP,
  DROP_DATABASE,
  LIST_COLLECTIONS,
  RENAME_COLLECTION,
} from "./structure/collections.ts";
import { CREATE_INDEXES, DROP_INDEXES, LIST_INDEXES } from "./structure/indexes.ts";
import { BULK_WRITE } from "./write/bulk-write.ts";
import { DELETE } from "./write/delete.ts";
import { FIND_AND_MODIFY } from "./write/find-and-modify.ts";
import { INSERT } from "./write/insert.ts";
import { UPDATE } from "./write/update.ts";

const COMMANDS: readonly Command[] = [
  ...DIAGNOSTICS,
  HELLO,
  IS_MASTER,
  SASL_START,
  SASL_CONTINUE,
  LOGOUT,
  FIND,
  GET_MORE,
  KILL_CURSORS,
  AGGREGATE,
  COUNT,
  DISTINCT,
  INSERT,
  UPDATE,
  DELETE,
  FIND_AND_MODIFY,
  BULK_WRITE,
  CREATE,
  DROP,
  DROP_DATABASE,
  COLL_MOD,
  RENAME_COLLECTION,
  LIST_COLLECTIONS,
  CREATE_INDEXES,
  DROP_INDEXES,
  LIST_INDEXES,
  EXPLAIN,
  VALIDATE,
  START_SESSION,
  REFRESH_SESSIONS,
  END_SESSIONS,
  KILL_SESSIONS,
  COMMIT_TRANSACTION,
  ABORT_TRANSACTION,
];
const TEST_COMMANDS: readonly Command[] = [CONFIGURE_FAIL_POINT, KILL_ALL_SESSIONS, ...ELECTIONS];

function byName(commands: readonly Command[]): ReadonlyMap<string, Command> {
  return new Map(
    commands.flatMap((command) =>
      [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const),
    ),
  );
}

/** The commands by each of their names. A new one is listed in `frozen.ts`. */
export const COMMANDS_BY_NAME = byName(COMMANDS);
/** Those for tests only. */
export const TEST_COMMANDS_BY_NAME = byName(TEST_COMMANDS);

/** The command of a name; those for tests only where the server was started for tests. */
export function commandOf(name: string, forTests: boolean): Command | undefined {
  return COMMANDS_BY_NAME.get(name) ?? (forTests ? TEST_COMMANDS_BY_NAME.get(name) : undefined);
}
