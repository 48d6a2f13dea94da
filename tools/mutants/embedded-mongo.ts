import type { Mutant } from "./mutants.ts";

const ROOT = "packages/embedded-mongo";

/** What the embedded database owes to those who build on it and to those who test with it. */
export const EMBEDDED_MONGO_MUTANTS: readonly Mutant[] = [
  {
    name: "the embedded database goes on after a failed sync",
    file: `${ROOT}/src/storage/write-group.ts`,
    find: "const failure = this.fail(error);",
    replace: "const failure = storageError(error);",
    tests: [`${ROOT}/test/storage/storage.test.ts`],
  },
  {
    name: "the embedded database tells who waits before it closes their connections",
    file: `${ROOT}/src/storage/write-group.ts`,
    find: "    for (const listener of this.#failureListeners) listener(this.failure);\n",
    replace: "",
    tests: [`${ROOT}/test/storage/storage.test.ts`],
  },
  {
    name: "a step down of the embedded database leaves transactions open",
    file: `${ROOT}/src/server/server.ts`,
    find: "new Member(() => sessions.killAll())",
    replace: "new Member(() => undefined)",
    tests: [`${ROOT}/test/replication/elections.test.ts`],
  },
  {
    name: "an embedded secondary takes writes",
    file: `${ROOT}/src/commands/dispatch.ts`,
    find: 'if (server.member.isPrimary || onSecondary === "always") return;',
    replace: 'if (server.member.isPrimary || onSecondary !== "optIn") return;',
    tests: [`${ROOT}/test/replication/elections.test.ts`],
  },
  {
    name: "an embedded write at work outlives a step down",
    file: `${ROOT}/src/commands/call.ts`,
    find: "if (this.hasSteppedDown) throw interruptedByStepDown();",
    replace: "if (this.hasSteppedDown && this.server.isStopping) throw interruptedByStepDown();",
    tests: [`${ROOT}/test/replication/elections.test.ts`],
  },
  {
    name: "whoever has not signed in to the embedded database sends what they like",
    file: `${ROOT}/src/server/connection.ts`,
    find: "isUnauthenticated ? MAX_UNAUTHENTICATED_BYTES : MAX_MESSAGE_BYTES;",
    replace: "isUnauthenticated ? MAX_MESSAGE_BYTES : MAX_MESSAGE_BYTES;",
    tests: [`${ROOT}/test/connections/unauthenticated.test.ts`],
  },
  {
    name: "the embedded database does not look at the user's roles",
    file: `${ROOT}/src/commands/auth/command-rights.ts`,
    find: "if (rights.isRoot) return;",
    replace: 'if (rights.isRoot || asked.name !== "") return;',
    tests: [`${ROOT}/test/connections/roles.test.ts`],
  },
  {
    name: "an embedded stream is resumed after its end",
    file: `${ROOT}/src/commands/read/change-stream.ts`,
    find: "  assertGoesOn(resumed);\n",
    replace: "",
    tests: [`${ROOT}/test/change-streams.test.ts`],
  },
  {
    name: "an embedded snapshot is made at a time that is gone",
    file: `${ROOT}/src/server/snapshots.ts`,
    find: "if (keyOf(wanted) < keyOf(clock.newestWrite)) throw tooOld(wanted);",
    replace: "",
    tests: [`${ROOT}/test/snapshot-reads.test.ts`],
  },
];
