/** The skeleton of the next page is shown only after this: most pages load sooner, and a flash is worse. */
const SHOW_AFTER_MS = 200;

let going: string | undefined;
let shown: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(href: string | undefined): void {
  if (shown === href) return;
  shown = href;
  for (const listener of listeners) listener();
}

/** A link was pressed and its page is loading. */
export function startNavigation(href: string): void {
  going = href;
  clearTimeout(timer);
  timer = setTimeout(() => show(href), SHOW_AFTER_MS);
}

/** That page has loaded, or another one was asked for. */
export function endNavigation(href: string): void {
  if (going !== href) return;
  going = undefined;
  clearTimeout(timer);
  show(undefined);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The address that has been loading for longer than `SHOW_AFTER_MS`; undefined when there is none. */
export function pendingHref(): string | undefined {
  return shown;
}
