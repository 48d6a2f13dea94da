"use client";

import type { AdjustmentReason, StockListRow, StockRow } from "@scarlet/domain/inventory";
import { newIdempotencyKey } from "@scarlet/web/trpc/idempotency-key";
import { useCallback, useMemo, useState } from "react";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { useAnnounce } from "../../shell/status/page-status.tsx";
import { rowTitle } from "../rows/row-title.ts";
import type { EditDraft, EditOutcome, ReasonAndNote, StockEdit } from "./stock-edit.ts";
import { useSubmitEdit } from "./use-submit-edit.ts";

/** The popover that is open for input. In `set`, an undefined `value` is asked for in the popover itself. */
export type OpenPopover =
  | {
      readonly kind: "set";
      readonly row: StockListRow;
      readonly value: number | undefined;
      readonly seen: StockRow;
    }
  | { readonly kind: "adjust"; readonly row: StockListRow; readonly delta: number };

/** An edit that was not written and needs a decision. `isRepeated`: the choice after a conflict met another conflict. */
export type UnresolvedEdit = {
  readonly edit: StockEdit;
  readonly outcome: Exclude<EditOutcome, { kind: "written" }>;
  readonly isRepeated: boolean;
};

/** What the editor shows and remembers, with the functions that change it. `isUnread`: nothing is opened now. */
function useEditorState(isUnread: boolean) {
  const say = useAnnounce();
  const [popover, setPopover] = useState<OpenPopover>();
  const [unresolved, setUnresolved] = useState<readonly UnresolvedEdit[]>([]);
  const [stickyReason, setStickyReason] = useState<AdjustmentReason>();
  const [lastReason, setLastReason] = useState<AdjustmentReason>("correction");
  const open = useCallback(
    (opened: OpenPopover) => {
      if (!isUnread) setPopover(opened);
    },
    [isUnread],
  );
  const close = useCallback(() => setPopover(undefined), []);
  const addUnresolved = useCallback((added: UnresolvedEdit) => setUnresolved((old) => [...old, added]), []);
  const resolve = useCallback(
    (resolved: UnresolvedEdit) => setUnresolved((old) => old.filter((each) => each !== resolved)),
    [],
  );
  const announce = useCallback(
    (row: StockRow) => say(stockEditorCopy.written(row.sku, row.onHand, row.available)),
    [say],
  );
  const actions = useMemo(
    () => ({ open, close, addUnresolved, resolve, setStickyReason, setLastReason, announce }),
    [open, close, addUnresolved, resolve, announce],
  );
  const oldest = unresolved[0];
  const state = useMemo(
    () => ({ popover, unresolved: oldest, stickyReason, lastReason, isUnread }),
    [popover, oldest, stickyReason, lastReason, isUnread],
  );
  return { actions, state };
}

/**
 * Edits the stock of one page's SKUs: which popover is open, which edits are being saved, and which need a decision.
 * Several edits can be under way while the next value is typed; those that fail wait their turn in `unresolved`,
 * which is the oldest of them. `stickyReason` is used without asking while somebody counts many rows. While what is on
 * screen `isUnread`, nothing new is begun.
 */
export function useStockEditor(isUnread: boolean) {
  const { submit, saving, isOwnChange } = useSubmitEdit();
  const { actions, state } = useEditorState(isUnread);

  /** Submits an edit; an outcome other than `written` becomes an unresolved edit. */
  const send = useCallback(
    async (edit: StockEdit, onHand: number, isRepeated = false): Promise<EditOutcome> => {
      const outcome = await submit(edit, onHand);
      if (outcome.kind === "written") actions.announce(outcome.row);
      else actions.addUnresolved({ edit, outcome, isRepeated });
      return outcome;
    },
    [submit, actions],
  );

  /** Sets on hand of a row that the person saw as `seen`. */
  const setOnHand = useCallback(
    (row: StockListRow, seen: StockRow, value: number, why: ReasonAndNote) => {
      actions.setLastReason(why.reason);
      const change = { set: value, seen };
      return send({ ...nameOf(row), ...why, idempotencyKey: newIdempotencyKey(), change }, value);
    },
    [send, actions],
  );

  /** Adjusts on hand by a difference; the caller shows what goes wrong. */
  const adjust = useCallback(
    async (row: StockListRow, draft: EditDraft): Promise<EditOutcome> => {
      const delta = "delta" in draft.change ? draft.change.delta : 0;
      const outcome = await submit({ ...nameOf(row), ...draft }, row.onHand + delta);
      if (outcome.kind === "written") actions.announce(outcome.row);
      return outcome;
    },
    [submit, actions],
  );

  return useMemo(
    () => ({ ...actions, ...state, send, setOnHand, adjust, saving, isOwnChange }),
    [actions, state, send, setOnHand, adjust, saving, isOwnChange],
  );
}

export type StockEditor = ReturnType<typeof useStockEditor>;

function nameOf(row: StockListRow): Pick<StockEdit, "sku" | "title"> {
  return { sku: row.sku, title: rowTitle(row) };
}
