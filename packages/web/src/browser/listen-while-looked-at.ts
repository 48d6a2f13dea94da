/** So often a page looks whether its machine has slept. */
const TICK_MS = 5_000;
/** A timer that comes so late was not late because of work. */
const SLEPT_MS = 20_000;

/**
 * Opens now, and whenever the page is looked at again, gets or loses its network, or wakes with its machine. Pauses while
 * nobody looks, because browsers allow few connections to one host, before the page is left, and before it is put to
 * sleep. The returned function ends it.
 */
export function listenWhileLookedAt({ open, pause }: Record<"open" | "pause", () => void>): () => void {
  const isLookedAt = (): boolean => document.visibilityState === "visible";
  let tickedAtMs = Date.now();
  const openIfLookedAt = (): void => {
    tickedAtMs = Date.now();
    if (isLookedAt()) open();
  };
  const onVisibility = (): void => (isLookedAt() ? openIfLookedAt() : pause());
  // A page with an open connection is not kept whole for the way back.
  const onShow = (event: PageTransitionEvent): void => {
    if (event.persisted) openIfLookedAt();
  };
  // Nobody says that a machine slept, and its connections may be dead although none has ended.
  const tick = (): void => {
    if (Date.now() - tickedAtMs > SLEPT_MS) openIfLookedAt();
    tickedAtMs = Date.now();
  };
  const listeners = [
    [document, "visibilitychange", onVisibility],
    [document, "freeze", pause],
    [document, "resume", onVisibility],
    [window, "pagehide", pause],
    [window, "pageshow", onShow],
    [window, "online", openIfLookedAt],
    // A connection may stand there for a while without a network: who opens it anew is told that there is none.
    [window, "offline", openIfLookedAt],
  ] as const;
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener as EventListener);
  const ticks = setInterval(tick, TICK_MS);
  openIfLookedAt();
  return () => {
    clearInterval(ticks);
    for (const [target, name, listener] of listeners)
      target.removeEventListener(name, listener as EventListener);
    pause();
  };
}
