import { type Doc, decode, encode } from "../bson/index.ts";
import type { Store } from "../storage/index.ts";

/** What one executed statement of a retryable command answered. */
export type Outcome = Doc;

/** What is remembered of a session's newest retryable write or transaction. */
export interface Remembered {
  readonly number: bigint;
  readonly kind: "writes" | "transaction";
  /** Outcomes by statement number. */
  readonly outcomes: Map<number, Outcome>;
}

const KIND = "session";

/** Writes the record of a session; it becomes durable together with the write it tells of. */
export function remember(store: Store, session: string, { number, kind, outcomes }: Remembered): void {
  const statements = [...outcomes].map(([statement, outcome]) => ({ statement, outcome }));
  store.writer.putRecord(KIND, session, encode({ number, kind, at: new Date(), statements }));
}

/** Reads the record of a session. */
export function recall(store: Store, session: string): Remembered | undefined {
  const value = store.record(KIND, session);
  if (!value) return undefined;
  const record = decode(value);
  const statements = record.statements as { statement: number; outcome: Outcome }[];
  return {
    number: record.number as bigint,
    kind: record.kind === "transaction" ? "transaction" : "writes",
    outcomes: new Map(statements.map(({ statement, outcome }) => [statement, outcome])),
  };
}

/** Forgets sessions that have written nothing since the given time. */
export function forgetBefore(store: Store, time: number): void {
  for (const { id, value } of store.records(KIND)) {
    if ((decode(value).at as Date).getTime() < time) store.writer.putRecord(KIND, id, undefined);
  }
}

/** Forgets one session. */
export function forget(store: Store, session: string): void {
  if (store.record(KIND, session)) store.writer.putRecord(KIND, session, undefined);
}
