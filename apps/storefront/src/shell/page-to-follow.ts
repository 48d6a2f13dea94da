/** What of an anchor says where it leads. */
export type Anchor = Pick<
  HTMLAnchorElement,
  "origin" | "pathname" | "search" | "hash" | "target" | "download"
>;
/** What of a press says what is wanted. */
export type Press = Pick<
  MouseEvent,
  "defaultPrevented" | "button" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey"
>;

/**
 * The page of this shop that a press of an anchor leads to without loading everything anew. Undefined: the browser does
 * what it always does, for other sites, new tabs, downloads, a place on the same page, and where a `target` says so.
 */
export function pageToFollow(
  press: Press,
  anchor: Anchor,
  here: Pick<Location, "origin" | "pathname" | "search">,
): string | undefined {
  const isPlain = press.button === 0 && !press.metaKey && !press.ctrlKey && !press.shiftKey && !press.altKey;
  if (press.defaultPrevented || !isPlain || anchor.target !== "" || anchor.download !== "") return undefined;
  if (anchor.origin !== here.origin) return undefined;
  const isHere = anchor.pathname === here.pathname && anchor.search === here.search;
  if (isHere && anchor.hash !== "") return undefined;
  return anchor.pathname + anchor.search + anchor.hash;
}
