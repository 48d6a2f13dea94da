import type { Doc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import { notWritablePrimary } from "../../replica-set/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";

const DEFAULT_S = 60;
const DEFAULT_CATCH_UP_S = 10;

/** A primary waits for another member to catch up before it steps down; here there is none, and only `force` goes on without. */
async function waitForCatchUp(call: Call, waitS: number, force: boolean): Promise<void> {
  if (waitS > 0) await call.waitFor(new Promise((resolve) => setTimeout(resolve, waitS * 1000)));
  if (force) return;
  throw new MongoError(
    262,
    "No electable secondaries caught up; use the argument {force: true} to force the node to step down",
  );
}

async function stepDown(call: Call): Promise<Doc> {
  const { options, server } = call;
  const seconds = options.number("replSetStepDown") || DEFAULT_S;
  if (seconds < 0) throw new MongoError(2, "stepdown period must be a positive integer");
  const force = options.bool("force");
  const given = options.number("secondaryCatchUpPeriodSecs");
  if (given !== undefined && given < 0)
    throw new MongoError(2, "secondaryCatchUpPeriodSecs period must be a positive or absent");
  const waitS = given ?? (force ? 0 : DEFAULT_CATCH_UP_S);
  if (seconds < waitS)
    throw new MongoError(2, "stepdown period must be longer than secondaryCatchUpPeriodSecs");
  if (server.member.isPrimary) await waitForCatchUp(call, waitS, force);
  server.member.stepDown(seconds);
  return {};
}

function freeze(call: Call): Doc {
  const seconds = call.options.number("replSetFreeze") ?? 0;
  if (seconds < 0) throw new MongoError(2, "the freeze period must not be negative");
  call.server.member.freeze(seconds);
  if (seconds === 0) return { info: "unfreezing" };
  return seconds === 1 ? { warning: "you really want to freeze for only 1 second?" } : {};
}

function stepUp(call: Call): Doc {
  if (!call.server.member.stepUp()) throw new MongoError(125, "Election failed.");
  return {};
}

/** Refuses what only a primary may do (10107), and notes that the command must not outlive this one's time as primary. */
export function assertPrimary(call: Call): void {
  if (!call.server.member.isPrimary) throw notWritablePrimary();
  call.interruptOnStepDown();
}

/** Only for tests: the server steps down and is elected again. */
export const ELECTIONS: readonly Command[] = [
  {
    name: "replSetStepDown",
    fields: ["force", "secondaryCatchUpPeriodSecs"],
    onSecondary: "always",
    adminOnly: true,
    run: stepDown,
  },
  { name: "replSetFreeze", fields: [], onSecondary: "always", adminOnly: true, run: freeze },
  { name: "replSetStepUp", fields: ["skipDryRun"], onSecondary: "always", adminOnly: true, run: stepUp },
];
