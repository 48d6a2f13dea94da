import { useEffect, useState } from "react";

type Content = typeof import("./drawer-content.tsx");

let loaded: Content | undefined;

async function load(): Promise<Content> {
  loaded ??= await import("./drawer-content.tsx");
  return loaded;
}

/** Begins to load what the drawer shows, at a sign that somebody is about to open it. */
export function expectCart(): void {
  // Whoever opens it asks again, and is led on where that fails too.
  load().catch(() => undefined);
}

/**
 * What the drawer shows, which most visitors of a page never open: loaded once it is open, or before that where there is
 * something in the cart. Where it cannot be loaded, the way leads to the cart's page, as that of a link does.
 */
export function useDrawerContent(isOpen: boolean, isLikely: boolean): Content | undefined {
  const [content, setContent] = useState(loaded);
  useEffect(() => {
    if (content !== undefined || !(isOpen || isLikely)) return;
    load().then(setContent, () => {
      if (isOpen) window.location.assign("/cart");
    });
  }, [content, isOpen, isLikely]);
  return content;
}
