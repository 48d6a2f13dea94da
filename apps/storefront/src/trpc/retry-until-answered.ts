import { refusalOf } from "@scarlet/web/trpc/refusal";

const MAX_RETRIES = 5;

/**
 * For `retry` of a write: while nobody knows whether it was done it is asked for again by itself, half a minute long,
 * with the same key. A refusal is an answer.
 */
export function retryUntilAnswered(failures: number, error: Error): boolean {
  return failures < MAX_RETRIES && refusalOf(error) === undefined;
}
