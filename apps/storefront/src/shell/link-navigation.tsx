"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { pageToFollow } from "./page-to-follow.ts";
import { endNavigation, startNavigation } from "./pending-navigation.ts";

/** Follows every link to a page of the shop, and tells `pending-navigation.ts` while the page is on its way. */
export function LinkNavigation() {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [href, setHref] = useState<string>();
  useEffect(() => {
    // React listens on the document too, and before: what a part answers itself is known here.
    const onClick = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest("a") : null;
      const page = anchor === null ? undefined : pageToFollow(event, anchor, window.location);
      if (page === undefined) return;
      event.preventDefault();
      setHref(page);
      start(() => router.push(page));
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [router]);
  useEffect(() => {
    if (!pending || href === undefined) return;
    startNavigation(href);
    return () => endNavigation(href);
  }, [pending, href]);
  return null;
}
