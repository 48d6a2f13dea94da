import { ObjectId } from "bson";
import { type Doc, isDoc, primitiveNumber } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import type { Member } from "./member.ts";

/** What a client knows of the member, and for how long it wants to wait for something newer. */
interface HelloAwait {
  readonly processId: string;
  readonly counter: bigint;
  readonly waitMs: number;
}

function wholeOf(value: unknown, sentence: string, code: number): bigint {
  const number = primitiveNumber(value);
  if (typeof number === "bigint" ? number < 0n : !(Number.isInteger(number) && Number(number) >= 0))
    throw new MongoError(code, sentence);
  return BigInt(number as number | bigint);
}

/** Reads `topologyVersion` and `maxAwaitTimeMS` of a `hello`, which come together (31368) or not at all. */
export function parseHelloAwait(topologyVersion: unknown, maxAwaitTimeMs: unknown): HelloAwait | undefined {
  if (topologyVersion === undefined && maxAwaitTimeMs === undefined) return undefined;
  if (topologyVersion === undefined)
    throw new MongoError(31368, "A request with 'maxAwaitTimeMS' must include a 'topologyVersion'");
  if (maxAwaitTimeMs === undefined)
    throw new MongoError(31368, "A request with a 'topologyVersion' must include 'maxAwaitTimeMS'");
  if (!isDoc(topologyVersion) || !(topologyVersion.processId instanceof ObjectId))
    throw new MongoError(14, "BSON field 'topologyVersion' is the wrong type, expected type 'object'");
  return {
    processId: topologyVersion.processId.toHexString(),
    counter: wholeOf(topologyVersion.counter, "topologyVersion must have a non-negative counter", 31372),
    waitMs: Number(wholeOf(maxAwaitTimeMs, "maxAwaitTimeMS must be a non-negative integer", 31373)),
  };
}

/** Whether the client knows the present state (31382 if it claims to know a later one). */
function isNewest(member: Member, { processId, counter }: HelloAwait): boolean {
  const present = member.topologyVersion;
  if (processId !== present.processId.toHexString()) return false;
  if (counter > present.counter)
    throw new MongoError(
      31382,
      `Received a topology version with counter: ${counter} which is greater than the server topology version counter: ${present.counter}`,
    );
  return counter === present.counter;
}

/** What ends the wait early: a function that calls back, and gives back how to stop it. */
type Subscribe = (listener: () => void) => () => void;

/** Resolves when the client's state is old, its time is over or something else ends the wait. */
export async function topologyChange(member: Member, awaited: HelloAwait, onGone: Subscribe): Promise<void> {
  if (!isNewest(member, awaited)) return;
  await new Promise<void>((resolve) => {
    const stops: (() => void)[] = [];
    const done = (): void => {
      for (const stop of stops) stop();
      resolve();
    };
    const timer = setTimeout(done, Math.min(awaited.waitMs, 2_147_483_647));
    stops.push(() => clearTimeout(timer), member.onChange(done), onGone(done));
  });
}

/** The next `hello` of a client that streams: the same one, with the topology version of the last reply. */
export function nextHello(body: Doc, reply: Doc): Doc | undefined {
  if (body.topologyVersion === undefined || reply.topologyVersion === undefined || reply.ok !== 1)
    return undefined;
  return { ...body, topologyVersion: reply.topologyVersion };
}
