"use client";

import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { subscribe, waitingFor } from "./arrival-store.ts";
import { ListBones, ProductBones } from "./bones.tsx";

/** The page, or the outline of the one that is on its way. */
export function Main({ children }: { readonly children: ReactNode }) {
  const href = useSyncExternalStore(subscribe, waitingFor, () => undefined);
  useEffect(() => {
    if (href !== undefined) window.scrollTo({ top: 0, behavior: "instant" });
  }, [href]);
  return (
    <main id="main" tabIndex={-1} aria-busy={href === undefined ? undefined : true}>
      {href !== undefined && <Bones href={href} />}
      <div className="page" hidden={href !== undefined}>
        {children}
      </div>
    </main>
  );
}

function Bones({ href }: { readonly href: string }) {
  return (
    <>
      <p className="hidden-text" role="status">
        Loading
      </p>
      {/^\/products\/./.test(href) ? <ProductBones /> : <ListBones />}
    </>
  );
}
