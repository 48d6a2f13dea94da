import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "@scarlet/domain/kernel";
import { type MongoClient, MongoServerError } from "mongodb";
import { z } from "zod";

/** What MongoDB allows a transaction unless told, in seconds: the best guess where nobody says, and no bound. */
const DEFAULT_LIMIT_S = 60;
/** A limit above this is worth a word: for so long a killed process keeps what it had locked. */
const WARN_ABOVE_S = 10;
const REREAD_INTERVAL_MS = 30_000;

/** Unauthorized, CommandNotFound, InvalidOptions, CommandNotSupported, AtlasError. */
const HIDDEN_PARAMETER_CODES: ReadonlySet<number> = new Set([13, 59, 72, 115, 8000]);

const replySchema = z.object({ transactionLifetimeLimitSeconds: z.number().positive() });

/** How long a transaction can live. `isBound`: the server said so, or whoever runs it; else it is only likely. */
export type TransactionLimit = { readonly transactionMs: number; readonly isBound: boolean };

/**
 * The limit, and the time until the reaper comes by, which is half the limit, a second at least and a minute at most.
 * Source: MongoDB manual, production considerations for transactions; DOCS-11599. `statedS` is what whoever runs the
 * database says of it, for a server that hides its parameters; what the server says itself goes before. Raises when it
 * does not answer.
 */
export async function readTransactionLimit(
  client: MongoClient,
  statedS: number | undefined,
): Promise<TransactionLimit> {
  const toldS = await readServerLimit(client);
  const limitS = toldS ?? statedS ?? DEFAULT_LIMIT_S;
  const transactionMs = 1_000 * (limitS + Math.min(60, Math.max(1, limitS / 2)));
  return { transactionMs, isBound: toldS !== undefined || statedS !== undefined };
}

async function readServerLimit(client: MongoClient): Promise<number | undefined> {
  try {
    const reply = await client.db("admin").command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 });
    return replySchema.parse(reply).transactionLifetimeLimitSeconds;
  } catch (error) {
    // A hosted server may hide its parameters, and a plain user may not read them.
    if (
      error instanceof z.ZodError ||
      (error instanceof MongoServerError && HIDDEN_PARAMETER_CODES.has(Number(error.code)))
    )
      return undefined;
    throw error;
  }
}

/** Says at the start what the limit means for the shop. */
function logLimit({ transactionMs, isBound }: TransactionLimit, log: Log): void {
  const seconds = Math.ceil(transactionMs / 1_000);
  if (!isBound)
    log.warn(
      {},
      "the database does not tell how long a transaction may live: the stock cache stays off until DATABASE_TRANSACTION_LIMIT_SECONDS says it",
    );
  else if (seconds > WARN_ABOVE_S)
    log.warn(
      { seconds },
      "what a killed process had locked stays so for as long as this: set MongoDB's transactionLifetimeLimitSeconds to 5",
    );
}

/** What is known of the limit now, and the end of looking at it. */
export type OpenLimit = {
  readonly now: () => TransactionLimit;
  /**
   * Asks again every half minute, since a member that was elected meanwhile may be set differently. `changed` is told when
   * `now` is another one.
   */
  watch(changed: () => Promise<void>): { stop(): Promise<void> };
};

/** Reads the limit, says what it means, and keeps it. Raises when the database does not answer. */
export async function openTransactionLimit(
  client: MongoClient,
  statedS: number | undefined,
  log: Log,
): Promise<OpenLimit> {
  let known = await readTransactionLimit(client, statedS);
  logLimit(known, log);
  const look = async (changed: () => Promise<void>): Promise<void> => {
    const limit = await readTransactionLimit(client, statedS);
    if (limit.transactionMs === known.transactionMs && limit.isBound === known.isBound) return;
    log.warn({ before: known, now: limit }, "transactions may live for another time than before");
    known = limit;
    await changed();
  };
  return {
    now: () => known,
    watch(changed) {
      const stopping = new AbortController();
      const running = (async () => {
        for (;;) {
          await sleep(REREAD_INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
          if (stopping.signal.aborted) return;
          await look(changed).catch((error: unknown) =>
            log.warn({ err: error }, "the limit of transactions could not be read again"),
          );
        }
      })();
      return {
        async stop() {
          stopping.abort();
          await running;
        },
      };
    },
  };
}
