import { refusalOf } from "./refusal.ts";

const TIMES = 5;

/**
 * For `retry` of a write: while nobody knows whether it was done it is asked for again by itself, half a minute long,
 * with the same key. A refusal is an answer.
 */
export function askAgain(failures: number, error: Error): boolean {
  return failures < TIMES && refusalOf(error) === undefined;
}
