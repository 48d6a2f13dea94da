/** Where an answer's head is looked for. */
const HEAD_BYTES = 4_096;

/** Whether an answer's page was made for it. */
export function isMadeAnew(answer: Buffer): boolean {
  return answer.subarray(0, HEAD_BYTES).includes("x-page-cache: render");
}
