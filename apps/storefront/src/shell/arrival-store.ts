/** Nothing is shown before this: most pages are there sooner, and a flash is worse than a wait. */
const PATIENCE_MS = 200;

let going: string | undefined;
let shown: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(href: string | undefined): void {
  if (shown === href) return;
  shown = href;
  for (const listener of listeners) listener();
}

/** Somebody pressed a link and its page is on the way. */
export function setOut(href: string): void {
  going = href;
  clearTimeout(timer);
  timer = setTimeout(() => show(href), PATIENCE_MS);
}

/** The page is there, or another one is wanted. */
export function arrive(href: string): void {
  if (going !== href) return;
  going = undefined;
  clearTimeout(timer);
  show(undefined);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where a visitor has been waiting to get to for long enough that the page should say so. */
export function waitingFor(): string | undefined {
  return shown;
}
