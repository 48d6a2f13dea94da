/** Cursors lead forward only; the way back is kept in this tab. */
const PREFIX = "scarlet-trail:";

/** Notes that `next` was reached from `from` (undefined: the start of the list). Browser only. */
export function rememberPrevious(next: string, from: string | undefined): void {
  sessionStorage.setItem(PREFIX + next, from ?? "");
}

/** Where `cursor` was reached from: a cursor, undefined for the start. A page opened by its address leads to the start. */
export function previousCursor(cursor: string): string | undefined {
  return sessionStorage.getItem(PREFIX + cursor) || undefined;
}
