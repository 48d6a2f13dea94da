/**
 * Makes each thing once at a time. Whoever asks while it is being made waits for the next making, which begins when this
 * one has ended and serves all who asked meanwhile: so everybody gets what was made after he asked.
 */
export function createRenderQueue<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();

  function begin(key: string, make: () => Promise<T>): Promise<T> {
    const made = make().finally(() => {
      if (running.get(key) === made) running.delete(key);
    });
    running.set(key, made);
    return made;
  }

  return (key, make) => {
    const joined = next.get(key);
    if (joined !== undefined) return joined;
    const before = running.get(key);
    if (before === undefined) return begin(key, make);
    const waiting = before
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        next.delete(key);
        return begin(key, make);
      });
    next.set(key, waiting);
    return waiting;
  };
}
