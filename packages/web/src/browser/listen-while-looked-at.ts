/**
 * Opens now and whenever the page is looked at again. Pauses while nobody looks, because browsers allow few connections to
 * one host, before the page is left, and before it is put to sleep. The returned function ends it.
 */
export function listenWhileLookedAt({ open, pause }: Record<"open" | "pause", () => void>): () => void {
  const isLookedAt = (): boolean => document.visibilityState === "visible";
  const onVisibility = (): void => (isLookedAt() ? open() : pause());
  // A page with an open connection is not kept whole for the way back.
  const onShow = (event: PageTransitionEvent): void => {
    if (event.persisted) open();
  };
  document.addEventListener("visibilitychange", onVisibility);
  document.addEventListener("freeze", pause);
  document.addEventListener("resume", onVisibility);
  window.addEventListener("pagehide", pause);
  window.addEventListener("pageshow", onShow);
  if (isLookedAt()) open();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    document.removeEventListener("freeze", pause);
    document.removeEventListener("resume", onVisibility);
    window.removeEventListener("pagehide", pause);
    window.removeEventListener("pageshow", onShow);
    pause();
  };
}
