"use client";

import { stockRowSchema } from "@scarlet/domain/inventory";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { errorsCopy } from "../../copy/errors.ts";
import { useTRPC, useTRPCClient } from "../../trpc/client.tsx";
import { useStockRowStore } from "../rows/stock-row-store-context.tsx";
import { adjustInput, type EditOutcome, type StockEdit } from "./stock-edit.ts";

const OFFLINE: EditOutcome = {
  kind: "refused",
  sentence: errorsCopy.offlineStockWaits,
};

/**
 * Sends stock edits. `saving` has, by SKU, what on hand will be if the edit under way succeeds: the grid shows it at
 * once, muted, and goes back to the value known when the edit fails. `submit` never rejects.
 */
export function useSubmitEdit() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useStockRowStore();
  const [saving, setSaving] = useState<ReadonlyMap<string, number>>(new Map());

  const submit = useCallback(
    async (edit: StockEdit, onHand: number): Promise<EditOutcome> => {
      if (!onlineManager.isOnline()) return OFFLINE;
      setSaving((before) => new Map(before).set(edit.sku, onHand));
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
  return { submit, saving };
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
