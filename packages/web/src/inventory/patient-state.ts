import type { StreamState } from "./stock-stream.ts";

/** A connection that is opened again at once is nothing to tell. */
const PATIENCE_MS = 5_000;

/** The state of a stream as people are told it: live at once, lost only when it has been for five seconds. */
export function createPatientState() {
  const listeners = new Set<() => void>();
  let state: StreamState | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;
  const tell = (next: StreamState): void => {
    if (state?.kind === "live" && next.kind === "live") return;
    state = next;
    for (const listener of listeners) listener();
  };
  const forgive = (): void => {
    clearTimeout(losing);
    losing = undefined;
  };
  return {
    current: (): StreamState | undefined => state,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hear: (next: StreamState): void => {
      if (next.kind === "live") {
        forgive();
        tell(next);
      } else if (state?.kind !== "lost") losing ??= setTimeout(tell, PATIENCE_MS, next);
    },
    /** What is shown was read at this time, though no change is heard. */
    readAt: (heardAtMs: number): void => {
      if (state?.kind === "lost") tell({ kind: "lost", heardAtMs });
    },
    /** Forgets a loss that nobody was told of. */
    forgive,
  };
}
