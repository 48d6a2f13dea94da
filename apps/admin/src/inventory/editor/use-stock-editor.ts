"use client";

import type { AdjustmentReason, StockListRow, StockRow } from "@scarlet/domain/inventory";
import { useCallback, useMemo, useState } from "react";
import { newIdempotencyKey } from "../../trpc/idempotency.ts";
import type { EditOutcome, StockEdit } from "./stock-edit.ts";
import { useSubmitEdit } from "./use-submit-edit.ts";

/** A pop-over that waits for the person. */
export type Layer =
  | {
      readonly is: "set";
      readonly row: StockListRow;
      readonly value: number | undefined;
      readonly seen: StockRow;
    }
  | { readonly is: "adjust"; readonly row: StockListRow; readonly delta: number };

/** An outcome that needs an answer. `again`: the conflict's choice met yet another change. */
export type UnresolvedEdit = {
  readonly wish: StockEdit;
  readonly outcome: Exclude<EditOutcome, { is: "done" }>;
  readonly again: boolean;
};

export type Draft = { readonly reason: AdjustmentReason; readonly note: string };

/** What the desk shows and remembers while one person works at it. */
function useEditorState() {
  const [layer, setLayer] = useState<Layer>();
  const [questions, setQuestions] = useState<readonly UnresolvedEdit[]>([]);
  const [counting, setCounting] = useState<AdjustmentReason>();
  const [lastReason, setLastReason] = useState<AdjustmentReason>("correction");
  const [said, setSaid] = useState("");
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const close = useCallback(() => setLayer(undefined), []);
  const forgetMine = useCallback(() => setMine(new Set()), []);
  const ask = useCallback((question: UnresolvedEdit) => setQuestions((old) => [...old, question]), []);
  const answered = useCallback(
    (question: UnresolvedEdit) => setQuestions((old) => old.filter((one) => one !== question)),
    [],
  );
  const touch = useCallback((sku: string) => setMine((old) => new Set(old).add(sku)), []);
  const tell = useCallback(
    (row: StockRow) => setSaid(`On hand of ${row.sku} is ${row.onHand}, available ${row.available}.`),
    [],
  );
  const acts = useMemo(
    () => ({ open: setLayer, close, ask, answered, setCounting, setLastReason, forgetMine, touch, tell }),
    [close, ask, answered, forgetMine, touch, tell],
  );
  return useMemo(
    () => ({ ...acts, acts, layer, question: questions[0], counting, lastReason, said, mine }),
    [acts, layer, questions, counting, lastReason, said, mine],
  );
}

/**
 * One person's work on stock: what is being asked, what is being written, and what the shop had to say.
 * Several figures may be on their way while the next is being typed; their questions wait for their turn.
 */
export function useStockEditor() {
  const { write, saving } = useSubmitEdit();
  const sheet = useEditorState();
  const { acts } = sheet;

  const send = useCallback(
    async (wish: StockEdit, onHand: number, again = false): Promise<EditOutcome> => {
      acts.touch(wish.sku);
      const outcome = await write(wish, onHand);
      if (outcome.is === "done") acts.tell(outcome.row);
      else acts.ask({ wish, outcome, again });
      return outcome;
    },
    [write, acts],
  );

  const setTo = useCallback(
    (row: StockListRow, seen: StockRow, value: number, draft: Draft) => {
      acts.setLastReason(draft.reason);
      const wish = { ...naming(row), ...draft, key: newIdempotencyKey(), by: { set: value, seen } };
      return send(wish, value);
    },
    [send, acts],
  );

  const adjustBy = useCallback(
    async (row: StockListRow, wish: Omit<StockEdit, "sku" | "title">): Promise<EditOutcome> => {
      acts.touch(row.sku);
      const delta = "delta" in wish.by ? wish.by.delta : 0;
      const outcome = await write({ ...naming(row), ...wish }, row.onHand + delta);
      if (outcome.is === "done") acts.tell(outcome.row);
      return outcome;
    },
    [write, acts],
  );

  return useMemo(() => ({ ...sheet, send, setTo, adjustBy, saving }), [sheet, send, setTo, adjustBy, saving]);
}

export type StockEditor = ReturnType<typeof useStockEditor>;

/** "Foundry Mug, Ember": a row as people call it. */
export function rowTitle(row: StockListRow): string {
  return [row.product.title, ...Object.values(row.product.options)].join(", ");
}

function naming(row: StockListRow) {
  return { sku: row.sku, title: rowTitle(row) };
}
