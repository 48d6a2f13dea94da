import { Binary } from "bson";
import { type Doc, isDoc } from "../bson/index.ts";
import type { ServerState } from "../server/state.ts";

const NO_SIGNATURE = { hash: new Binary(new Uint8Array(20)), keyId: 0n };

/** Error codes of a change of the member's state; their replies carry the topology version. */
const STATE_CHANGES = new Set<unknown>([91, 189, 10107, 11600, 11602, 13435, 13436]);

function tellsOfChange({ code, writeConcernError }: Doc): boolean {
  return STATE_CHANGES.has(code) || (isDoc(writeConcernError) && STATE_CHANGES.has(writeConcernError.code));
}

/** The reply with the times every reply carries, errors too. */
export function withClusterTime({ clock, member }: ServerState, reply: Doc): Doc {
  const time = clock.now();
  const changed = tellsOfChange(reply) ? { topologyVersion: member.topologyVersion } : {};
  return {
    ...reply,
    ...changed,
    $clusterTime: { clusterTime: time, signature: NO_SIGNATURE },
    operationTime: time,
  };
}
