"use client";

import { stockRowSchema } from "@scarlet/domain/inventory";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { errorsCopy } from "../../copy/errors.ts";
import { useTRPC, useTRPCClient } from "../../trpc/client.tsx";
import { useStockRowStore } from "../rows/stock-row-store-context.tsx";
import { adjustInput, type EditOutcome, type StockEdit } from "./stock-edit.ts";

const OFFLINE: EditOutcome = {
  kind: "refused",
  sentence: errorsCopy.offlineStockWaits,
};

/** The event of an edit may come before its answer or after it; this long after the answer it has come. */
const OWN_CHANGE_MS = 2_000;

/**
 * Sends stock edits. `saving` has, by SKU, what on hand will be if the edit under way succeeds: the grid shows it at
 * once, muted, and goes back to the value known when the edit fails. `submit` never rejects. `isOwnChange` tells
 * whether a change of a SKU that is seen now may be one that was made here.
 */
export function useSubmitEdit() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useStockRowStore();
  const [saving, setSaving] = useState<ReadonlyMap<string, number>>(new Map());

  const ownUntilMs = useRef(new Map<string, number>());
  const isOwnChange = useCallback((sku: string) => Date.now() < (ownUntilMs.current.get(sku) ?? 0), []);

  const submit = useCallback(
    async (edit: StockEdit, onHand: number): Promise<EditOutcome> => {
      if (!onlineManager.isOnline()) return OFFLINE;
      setSaving((before) => new Map(before).set(edit.sku, onHand));
      ownUntilMs.current.set(edit.sku, Number.POSITIVE_INFINITY);
      try {
        const row = await api.inventory.adjust.mutate(adjustInput(edit), {
          context: { idempotencyKey: edit.idempotencyKey },
        });
        store.put(row);
        return { kind: "written", row };
      } catch (error) {
        const outcome = outcomeOf(error);
        if ("current" in outcome) store.put(outcome.current);
        return outcome;
      } finally {
        ownUntilMs.current.set(edit.sku, Date.now() + OWN_CHANGE_MS);
        setSaving((before) => {
          const next = new Map(before);
          next.delete(edit.sku);
          return next;
        });
        void queries.invalidateQueries(trpc.inventory.pathFilter());
      }
    },
    [api, trpc, queries, store],
  );
  return { submit, saving, isOwnChange };
}

/** The outcome that a failed request stands for. */
export function outcomeOf(error: unknown): EditOutcome {
  const refusal = refusalOf(error);
  if (!refusal) return { kind: "unknown" };
  const current = stockRowSchema.safeParse(refusal.details.current);
  if (current.success && refusal.code === "inventory.version_conflict")
    return { kind: "conflict", current: current.data };
  if (current.success && refusal.code === "inventory.below_reserved")
    return { kind: "belowReserved", current: current.data };
  return { kind: "refused", sentence: refusal.sentence };
}
