import { randomUUID } from "node:crypto";
import type { DeskAnswers, OwnAnswer } from "@scarlet/domain/inventory";
import type { Db } from "mongodb";
import { livingWords, type Question, wordsOf } from "./presence.ts";

/** A process looks for questions when it leaves word, so a second is usual; later it counts as silent. */
const WITHIN_MS = 2_500;
const LOOK_EVERY_MS = 100;
/** So many questions may wait for one process; the oldest are given up. */
const WAITING = 8;

/**
 * Asks every living process what it would tell a shopper of this product. The question is laid on their words, where
 * each finds it when it leaves the next: nobody looks more often than it does anyway.
 */
export async function askAll(db: Db, productId: string): Promise<DeskAnswers["processes"]> {
  const words = wordsOf(db);
  const living = await livingWords(db).project<{ _id: string; process: string }>({ process: 1 }).toArray();
  const asked = { _id: { $in: living.map(({ _id }) => _id) } };
  const question: Question = { id: randomUUID(), productId };
  await words.updateMany(asked, { $push: { asked: { $each: [question], $slice: -WAITING } } });
  const found = new Map<string, OwnAnswer>();
  const until = performance.now() + WITHIN_MS;
  while (found.size < living.length && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const told = await words.find(asked, { projection: { answers: 1 } }).toArray();
    for (const { _id, answers = [] } of told)
      for (const { question: of, ...answer } of answers) if (of === question.id) found.set(_id, answer);
  }
  return living.map(({ _id, process }) => ({ process, answer: found.get(_id) ?? null }));
}
