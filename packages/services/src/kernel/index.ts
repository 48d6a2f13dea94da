export { answerOnce, type IdempotentRequest } from "./answer-once.ts";
