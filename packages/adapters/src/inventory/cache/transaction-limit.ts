import type { MongoClient } from "mongodb";
import { z } from "zod";

/** What MongoDB allows a transaction where it does not tell, in seconds. */
const DEFAULT_LIMIT_S = 60;

const replySchema = z.object({ transactionLifetimeLimitSeconds: z.number().positive() });

/**
 * How long a transaction can live on this server, in milliseconds: the limit, and the time until the reaper comes by,
 * which is half the limit, a second at least and a minute at most. Source: MongoDB manual, production considerations
 * for transactions; DOCS-11599.
 */
export async function transactionMs(client: MongoClient): Promise<number> {
  const limitS = await limitOf(client);
  return 1_000 * (limitS + Math.min(60, Math.max(1, limitS / 2)));
}

async function limitOf(client: MongoClient): Promise<number> {
  try {
    const reply = await client.db("admin").command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 });
    return replySchema.parse(reply).transactionLifetimeLimitSeconds;
  } catch {
    // A hosted server may hide its parameters; then its documented default holds.
    return DEFAULT_LIMIT_S;
  }
}
