"use client";

import { stockRowSchema } from "@scarlet/domain/inventory";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client.tsx";
import { refusalOf } from "../../trpc/refusal.ts";
import { useStockRowStore } from "../rows/stock-row-store-context.tsx";
import { adjustInput, type EditOutcome, type StockEdit } from "./stock-edit.ts";

/** Figures that are on their way, by SKU: what on hand will be if all goes well. */
export type Saving = ReadonlyMap<string, number>;

const OFFLINE: EditOutcome = {
  is: "refused",
  sentence: "No connection. Changing stock waits until we are back.",
};

/** Writes wishes. The figure shows at once, muted; when the shop refuses, it goes back and the outcome says why. */
export function useSubmitEdit() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const book = useStockRowStore();
  const [saving, setSaving] = useState<Saving>(new Map());

  const write = useCallback(
    async (wish: StockEdit, onHand: number): Promise<EditOutcome> => {
      if (!onlineManager.isOnline()) return OFFLINE;
      setSaving((old) => new Map(old).set(wish.sku, onHand));
      try {
        const row = await api.inventory.adjust.mutate(adjustInput(wish), {
          context: { idempotencyKey: wish.key },
        });
        book.put(row);
        return { is: "done", row };
      } catch (error) {
        const outcome = outcomeOf(error);
        if ("current" in outcome) book.put(outcome.current);
        return outcome;
      } finally {
        setSaving((old) => {
          const next = new Map(old);
          next.delete(wish.sku);
          return next;
        });
        void queries.invalidateQueries(trpc.inventory.pathFilter());
      }
    },
    [api, trpc, queries, book],
  );
  return { write, saving };
}

/** What a failed write means for the person who made it. */
export function outcomeOf(error: unknown): EditOutcome {
  const refusal = refusalOf(error);
  if (!refusal) return { is: "unknown" };
  const current = stockRowSchema.safeParse(refusal.details.current);
  if (current.success && refusal.code === "inventory.version_conflict")
    return { is: "conflict", current: current.data };
  if (current.success && refusal.code === "inventory.below_reserved")
    return { is: "below", current: current.data };
  return { is: "refused", sentence: refusal.sentence };
}
