"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { createStatusQueue } from "./status-queue.ts";

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/**
 * The one status of a page for screen readers, politely: whatever happens on the page by itself or is written is said
 * here, one sentence at a time. Toasts, which are seen as well, have a status of their own.
 */
export function PageStatusProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: "", count: 0 });
  const [queue] = useState(() =>
    createStatusQueue((sentence) => setSaid(({ count }) => ({ sentence, count: count + 1 }))),
  );
  useEffect(() => () => queue.clear(), [queue]);
  return (
    <AnnounceContext value={queue.add}>
      {children}
      <div className="hidden-text" role="status" data-page-status>
        {/* The same sentence twice is two announcements. */}
        <span key={said.count}>{said.sentence}</span>
      </div>
    </AnnounceContext>
  );
}

/** Says a sentence to screen readers. The function stays the same one. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext);
}
