/** What a screen reader has begun to say is not cut off by the next sentence at once. */
const MIN_SHOWN_MS = 1_500;

/** Shows sentences one at a time and in their order. */
export function createStatusQueue(show: (sentence: string) => void) {
  const waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    timer = undefined;
    const sentence = waiting.shift();
    if (sentence === undefined) return;
    show(sentence);
    timer = setTimeout(next, MIN_SHOWN_MS);
  };
  return {
    add: (sentence: string): void => {
      if (waiting.at(-1) !== sentence) waiting.push(sentence);
      if (timer === undefined) next();
    },
    clear: (): void => {
      clearTimeout(timer);
      timer = undefined;
      waiting.length = 0;
    },
  };
}
