import { randomUUID } from "node:crypto";
import type { ProcessAnswer, ProcessAnswers } from "@scarlet/domain/cache";
import type { Db } from "mongodb";
import { heartbeatsOf, liveHeartbeats, type ProcessQuery } from "./heartbeat.ts";

/** A process looks for questions when it leaves word, so a second is usual; later it counts as silent. */
const ANSWER_TIMEOUT_MS = 2_500;
const POLL_INTERVAL_MS = 100;
/** So many questions may wait for one process; the oldest are given up. */
const MAX_PENDING_QUERIES = 8;

/**
 * Asks every living process what it would answer a shopper for this product. The query is written to the heartbeat
 * documents, where each process finds it with its next heartbeat: no process polls more often for it.
 */
export async function queryProcesses(db: Db, productId: string): Promise<ProcessAnswers["processes"]> {
  const words = heartbeatsOf(db);
  const living = await liveHeartbeats(db).project<{ _id: string; process: string }>({ process: 1 }).toArray();
  const asked = { _id: { $in: living.map(({ _id }) => _id) } };
  const question: ProcessQuery = { id: randomUUID(), productId };
  await words.updateMany(asked, { $push: { asked: { $each: [question], $slice: -MAX_PENDING_QUERIES } } });
  const found = new Map<string, ProcessAnswer>();
  const until = performance.now() + ANSWER_TIMEOUT_MS;
  while (found.size < living.length && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    const told = await words.find(asked, { projection: { answers: 1 } }).toArray();
    for (const { _id, answers = [] } of told)
      for (const { question: of, ...answer } of answers) if (of === question.id) found.set(_id, answer);
  }
  return living.map(({ _id, process }) => ({ process, answer: found.get(_id) ?? null }));
}
