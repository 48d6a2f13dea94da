"use client";

import { useEffect, useRef, useState } from "react";
import { listsCopy } from "../copy/lists.ts";
import { useAnnounce } from "../shell/status/page-status.tsx";
import { rarely } from "./rarely.ts";

/** A list that changes all day is not announced all day. */
const ANNOUNCE_INTERVAL_MS = 30_000;

type SortAgainProps = {
  /** How many rows would leave, come or change their place. */
  moved: number;
  onSort: () => Promise<void>;
};

/** In the footer of a list whose rows stay where they are: says how many would move, and moves them when pressed. */
export function SortAgain({ moved, onSort }: SortAgainProps) {
  const announce = useAnnounce();
  const place = useRef<HTMLSpanElement>(null);
  const [isSorting, setIsSorting] = useState(false);
  useAnnounceMoved(moved);
  const sort = async () => {
    if (isSorting) return;
    setIsSorting(true);
    await onSort();
    setIsSorting(false);
    // The button goes; who pressed it by key stays at its place.
    place.current?.focus({ preventScroll: true });
    announce(listsCopy.sorted);
  };
  return (
    <span ref={place} tabIndex={-1} className="sort-again">
      {moved > 0 && (
        <button type="button" className="link" aria-busy={isSorting || undefined} onClick={() => void sort()}>
          {listsCopy.movedSortAgain(moved)}
        </button>
      )}
    </span>
  );
}

function useAnnounceMoved(moved: number): void {
  const announce = useAnnounce();
  const latest = useRef(0);
  const [rare] = useState(() =>
    rarely(() => {
      if (latest.current > 0) announce(listsCopy.moved(latest.current));
    }, ANNOUNCE_INTERVAL_MS),
  );
  useEffect(() => {
    if (moved > latest.current) rare.ask();
    latest.current = moved;
  }, [moved, rare]);
  useEffect(() => () => rare.cancel(), [rare]);
}
