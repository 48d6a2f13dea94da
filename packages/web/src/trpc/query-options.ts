import { type Refusal, refusalOf } from "./refusal.ts";

/** How often a failed read is retried, with React Query's delays (1 s, then 2 s). */
const MAX_READ_RETRIES = 2;

/** For `retry` of reads: retries what got no answer, and refusals that are not final. */
export function retryUnlessFinal(isFinal: (refusal: Refusal) => boolean) {
  return (failures: number, error: Error): boolean => {
    const refusal = refusalOf(error);
    return failures < MAX_READ_RETRIES && (refusal === undefined || !isFinal(refusal));
  };
}
