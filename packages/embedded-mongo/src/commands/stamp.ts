import { Binary } from "bson";
import type { Doc } from "../bson/index.ts";
import type { ServerState } from "../server/state.ts";

const NO_SIGNATURE = { hash: new Binary(new Uint8Array(20)), keyId: 0n };

/** The reply with the times every reply carries, errors too. */
export function stamped({ clock }: ServerState, reply: Doc): Doc {
  const time = clock.now();
  return { ...reply, $clusterTime: { clusterTime: time, signature: NO_SIGNATURE }, operationTime: time };
}
