"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useIntent } from "@scarlet/web/trpc/use-intent";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ordersCopy } from "../copy/orders.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { retryUntilAnswered } from "../trpc/retry-until-answered.ts";

/** Cancels an order; the things are back on the shelf with the answer. */
export function useCancel(order: Pick<OrderView, "id">, onDone: () => void) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const intent = useIntent();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      api.orders.cancel.mutate({ id: order.id }, { context: { idempotencyKey: intent.keyFor(order.id) } }),
    retry: retryUntilAnswered,
    onSuccess: (cancelled) => {
      intent.answered();
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), cancelled);
      onDone();
    },
    onSettled: () => {
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.catalog.pathFilter());
    },
  });
  const refusal = refusalOf(error);
  const failed = refusal?.sentence ?? ordersCopy.cancel.unanswered;
  return { cancel: () => mutate(), isCancelling: isPending, failed: error === null ? undefined : failed };
}
