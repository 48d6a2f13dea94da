import { AGGREGATE } from "./aggregate.ts";
import { COLL_MOD, CREATE, DROP, DROP_DATABASE, LIST_COLLECTIONS, RENAME_COLLECTION } from "./collections.ts";
import { COUNT, DISTINCT } from "./counting.ts";
import { GET_MORE, KILL_CURSORS } from "./cursors.ts";
import { DELETE } from "./delete.ts";
import { CONFIGURE_FAIL_POINT, DIAGNOSTICS } from "./diagnostics.ts";
import { ELECTIONS } from "./elections.ts";
import { EXPLAIN } from "./explain.ts";
import { FIND } from "./find.ts";
import { FIND_AND_MODIFY } from "./find-and-modify.ts";
import { HELLO, IS_MASTER } from "./hello.ts";
import { CREATE_INDEXES, DROP_INDEXES, LIST_INDEXES } from "./indexes.ts";
import { INSERT } from "./insert.ts";
import {
  END_SESSIONS,
  KILL_ALL_SESSIONS,
  KILL_SESSIONS,
  REFRESH_SESSIONS,
  START_SESSION,
} from "./sessions.ts";
import { LOGOUT, SASL_CONTINUE, SASL_START } from "./signing-in.ts";
import { ABORT_TRANSACTION, COMMIT_TRANSACTION } from "./transactions.ts";
import type { Command } from "./types.ts";
import { UPDATE } from "./update.ts";
import { VALIDATE } from "./validate.ts";

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

const KNOWN = byName(COMMANDS);
const KNOWN_TO_TESTS = byName(TEST_COMMANDS);

/** The command of a name; those for tests only where the server was started for tests. */
export function commandOf(name: string, forTests: boolean): Command | undefined {
  return KNOWN.get(name) ?? (forTests ? KNOWN_TO_TESTS.get(name) : undefined);
}
