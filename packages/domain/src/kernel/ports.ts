/** Time as the database sees it. Holds are judged by this clock only, never by the host's. */
export interface Clock {
  /** An upper estimate of the database's present time. Raises when the database has never answered. */
  now(): Promise<Date>;
}

/** Makes ids that nobody has used: 24 hexadecimal digits. */
export interface IdSource {
  newId(): string;
}

/** Structured logging. `error` keeps the cause; callers see only a sentence. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Remembers the answers of successful writes for at least 24 hours, so that a repeated request gets the same answer.
 * The record itself is written inside the transaction of the write it stands for (see `CommitGroup`).
 */
export interface IdempotencyStore {
  find(id: string): Promise<IdempotencyRecord | null>;
}

/** `id` = actor and route and key; `requestHash` = hash of the parsed input; `result` = the answer, as JSON data. */
export type IdempotencyRecord = {
  readonly id: string;
  readonly requestHash: string;
  readonly result: unknown;
};

/** The intent that a write stands for. Absent only for the shop's own housekeeping. */
export type Intent = { readonly id: string; readonly requestHash: string };
