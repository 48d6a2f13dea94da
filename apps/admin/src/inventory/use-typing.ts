"use client";

import type { StockListRow, StockRow } from "@scarlet/domain/inventory";
import { useCallback, useState } from "react";
import type { Direction } from "./typing-cell.tsx";
import type { Desk } from "./use-desk.ts";
import type { useHere } from "./use-here.ts";
import { readOnHand } from "./whole-number.ts";
import { tooFew } from "./wish.ts";

/** A figure being typed. `seen` is the row as it was when typing began: saving compares against it. */
export type Typing = {
  readonly sku: string;
  readonly seen: StockRow;
  readonly start: string;
  readonly fresh: boolean;
  readonly wrong?: { readonly sentence: string; readonly use?: number };
};

type TypingSetup = {
  rows: readonly StockListRow[];
  desk: Desk;
  mayAdjust: boolean;
  place: ReturnType<typeof useHere>;
};

const NEXT: Readonly<Record<Direction, readonly [rows: number, columns: number]>> = {
  stay: [0, 0],
  down: [1, 0],
  up: [-1, 0],
  left: [0, -1],
  right: [0, 1],
};

/** Typing a figure into a cell: begin, leave as it was, save and go on. */
export function useTyping({ rows, desk, mayAdjust, place }: TypingSetup) {
  const [typing, setTyping] = useState<Typing>();
  const { focus, setHere, step } = place;

  const begin = useCallback(
    (sku: string, start?: string) => {
      const row = rows.find((one) => one.sku === sku);
      if (!row || !mayAdjust || desk.saving.has(sku)) return;
      setHere({ sku, column: "on" });
      setTyping({ sku, seen: row, start: start ?? String(row.onHand), fresh: start !== undefined });
    },
    [rows, mayAdjust, desk.saving, setHere],
  );

  const leave = useCallback(() => {
    setTyping(undefined);
    if (typing) setTimeout(() => focus({ sku: typing.sku, column: "on" }));
  }, [typing, focus]);

  const save = useCallback(
    (text: string, direction: Direction) => {
      const row = rows.find((one) => one.sku === typing?.sku);
      if (!typing || !row) return setTyping(undefined);
      const wrong = faultOf(text, row);
      if (wrong) return setTyping({ ...typing, start: text, fresh: false, wrong });
      setTyping(undefined);
      const value = readOnHand(text).value ?? row.onHand;
      const changes = value !== typing.seen.onHand;
      if (changes && desk.counting === undefined)
        return desk.open({ is: "set", row, value, seen: typing.seen });
      if (changes && desk.counting !== undefined)
        void desk.setTo(row, typing.seen, value, { reason: desk.counting, note: "" });
      // A press elsewhere has put the focus there already.
      if (direction !== "stay") setTimeout(() => step({ sku: row.sku, column: "on" }, NEXT[direction]));
    },
    [typing, rows, desk, step],
  );

  return { typing, begin, leave, save };
}

function faultOf(text: string, row: StockRow): Typing["wrong"] {
  const typed = readOnHand(text);
  if (typed.wrong !== undefined) return { sentence: typed.wrong };
  const fault = tooFew(typed.value, row);
  return fault === undefined ? undefined : { sentence: fault, use: row.reserved };
}
