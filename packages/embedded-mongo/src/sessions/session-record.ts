import { decode, encode } from "../bson/index.ts";
import type { Store } from "../storage/index.ts";
import { Outcomes, type Run } from "./outcomes.ts";

/** What is remembered of a session's newest retryable write or transaction. */
export interface SessionRecord {
  readonly number: bigint;
  readonly kind: "writes" | "transaction";
  /** What its statements came to. */
  readonly outcomes: Outcomes;
}

const KIND = "session";

/** Writes the record of a session; it becomes durable together with the write it describes. */
export function saveSessionRecord(
  store: Store,
  session: string,
  { number, kind, outcomes }: SessionRecord,
): void {
  store.writer.putRecord(
    KIND,
    session,
    encode({ number, kind, at: new Date(), runs: outcomes.runs.map((run) => ({ ...run })) }),
  );
}

/** Reads the record of a session. */
export function readSessionRecord(store: Store, session: string): SessionRecord | undefined {
  const value = store.record(KIND, session);
  if (!value) return undefined;
  const record = decode(value);
  return {
    number: record.number as bigint,
    kind: record.kind === "transaction" ? "transaction" : "writes",
    outcomes: new Outcomes(record.runs as Run[]),
  };
}

/** Forgets sessions that have written nothing since the given time. */
export function deleteSessionRecordsBefore(store: Store, time: number): void {
  for (const { id, value } of store.records(KIND)) {
    if ((decode(value).at as Date).getTime() < time) store.writer.putRecord(KIND, id, undefined);
  }
}

/** Forgets one session. */
export function deleteSessionRecord(store: Store, session: string): void {
  if (store.record(KIND, session)) store.writer.putRecord(KIND, session, undefined);
}
