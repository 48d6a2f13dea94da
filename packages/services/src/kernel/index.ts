export { answerOnce, type IdempotentRequest } from "./answer-once.ts";
export { MAX_TRIES, retryDelayMs } from "./retries.ts";
