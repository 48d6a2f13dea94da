"use client";

import { IconButton } from "@scarlet/ui/actions/icon-button";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { partsCopy } from "../../copy/parts.ts";
import { previousCursor, rememberPrevious } from "./cursor-history.ts";

type Leaf = { readonly cursor: string | undefined; readonly from: number };

type PaginationProps = {
  leaf: Leaf;
  shown: number;
  /** All rows of the view, when known. */
  total: number | undefined;
  nextCursor: string | null;
  pageRows: number;
  words: { readonly previous: string; readonly next: string };
  onLeaf: (leaf: Leaf) => void;
};

/** Which rows are on the screen, and the way to those before and after. */
export function Pagination({ leaf, shown, total, nextCursor, pageRows, words, onLeaf }: PaginationProps) {
  const last = leaf.from + shown - 1;
  const back = () => {
    if (leaf.cursor === undefined) return;
    const cursor = previousCursor(leaf.cursor);
    onLeaf(cursor === undefined ? { cursor, from: 1 } : { cursor, from: Math.max(1, leaf.from - pageRows) });
  };
  const on = () => {
    if (nextCursor === null) return;
    rememberPrevious(nextCursor, leaf.cursor);
    onLeaf({ cursor: nextCursor, from: leaf.from + shown });
  };
  return (
    <>
      <span>
        {shown === 0
          ? partsCopy.noRows
          : partsCopy.rows(leaf.from, last, total === undefined ? undefined : Math.max(total, last))}
      </span>
      {(leaf.cursor !== undefined || nextCursor !== null) && (
        <span className="row row-tight">
          <IconButton
            of={ChevronLeft}
            label={words.previous}
            small
            off={leaf.cursor === undefined}
            onClick={back}
          />
          <IconButton of={ChevronRight} label={words.next} small off={nextCursor === null} onClick={on} />
        </span>
      )}
    </>
  );
}
