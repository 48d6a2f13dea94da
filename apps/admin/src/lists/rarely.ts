/** Calls `act` soon after it is asked to, and at most once in `everyMs` however often that is. */
export function rarely(act: () => void, everyMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let actedAt = Number.NEGATIVE_INFINITY;
  return {
    ask(): void {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          actedAt = Date.now();
          act();
        },
        Math.max(0, actedAt + everyMs - Date.now()),
      );
    },
    cancel(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
