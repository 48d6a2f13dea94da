"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useIntent } from "@scarlet/web/trpc/use-intent";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { orderDialogsCopy } from "../../copy/orders/dialogs.ts";
import { useTRPC } from "../../trpc/client.tsx";

type Trouble = { readonly head: string; readonly means: string };
type Attempt = (context: { readonly idempotencyKey: string }) => Promise<OrderView>;

/** The delays before each automatic retry while the outcome is unknown. */
const RETRY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000] as const;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Retries until the API answers. Throws its refusal, or the last error when all attempts stay without an answer. */
async function retryUntilAnswered(
  attempt: () => Promise<OrderView>,
  onRetry: () => void,
): Promise<OrderView> {
  for (const ms of RETRY_DELAYS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (refusalOf(error) !== undefined) throw error;
      onRetry();
      await pause(ms);
    }
  }
  return attempt();
}

/**
 * Sends a mutation of an order that moves stock and money. The same input keeps its idempotency key until it is
 * answered, so that trying again does nothing twice; another input gets a new key.
 */
export function useOrderMutation(order: Pick<OrderView, "id">, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const intent = useIntent();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const send = async (input: unknown, attempt: Attempt, doneMessage: string) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const context = { idempotencyKey: intent.keyFor(input) };
      const updated = await retryUntilAnswered(
        () => attempt(context),
        () => setTrouble(orderDialogsCopy.retrying),
      );
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), updated);
      showToast({ text: doneMessage });
      onDone();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) intent.answered();
      setTrouble(
        refusal ? { head: refusal.sentence, means: orderDialogsCopy.unchanged } : orderDialogsCopy.doneOrNot,
      );
    } finally {
      setBusy(false);
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.inventory.pathFilter());
    }
  };
  return { send, busy, trouble };
}
