/**
 * Opens now and whenever the page is looked at again. Pauses while nobody looks, because browsers allow few connections to
 * one host, and before the page is left. The returned function ends it.
 */
export function listenWhileLookedAt({ open, pause }: Record<"open" | "pause", () => void>): () => void {
  const isLookedAt = (): boolean => document.visibilityState === "visible";
  const onVisibility = (): void => (isLookedAt() ? open() : pause());
  // A page with an open connection is not kept whole for the way back.
  const onShow = (event: PageTransitionEvent): void => {
    if (event.persisted) open();
  };
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", pause);
  window.addEventListener("pageshow", onShow);
  if (isLookedAt()) open();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("pagehide", pause);
    window.removeEventListener("pageshow", onShow);
    pause();
  };
}
