"use client";

import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { shellCopy } from "../copy/shell.ts";
import { ListSkeleton, ProductSkeleton } from "./page-skeletons.tsx";
import { pendingHref, subscribe } from "./pending-navigation.ts";

/** The page, or the skeleton of the next one while that is loading. */
export function Main({ children }: { readonly children: ReactNode }) {
  const href = useSyncExternalStore(subscribe, pendingHref, () => undefined);
  useEffect(() => {
    if (href !== undefined) window.scrollTo({ top: 0, behavior: "instant" });
  }, [href]);
  return (
    <main id="main" tabIndex={-1} aria-busy={href === undefined ? undefined : true}>
      {href !== undefined && <PageSkeleton href={href} />}
      <div className="page" hidden={href !== undefined}>
        {children}
      </div>
    </main>
  );
}

function PageSkeleton({ href }: { readonly href: string }) {
  return (
    <>
      <p className="hidden-text" role="status">
        {shellCopy.loading}
      </p>
      {/^\/products\/./.test(href) ? <ProductSkeleton /> : <ListSkeleton />}
    </>
  );
}
