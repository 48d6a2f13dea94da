"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useIntent } from "@scarlet/web/trpc/use-intent";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { holdCopy } from "../copy/hold.ts";
import { durationWords } from "../copy/time.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { retryUntilAnswered } from "../trpc/retry-until-answered.ts";

/** Asks the shop for more time. The screen adds none by itself. `seconds`: how long one extension lasts. */
export function useExtend(order: Pick<OrderView, "id" | "holdExpiresAt">, seconds: number) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const intent = useIntent();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () =>
      api.orders.extendHold.mutate(
        { id: order.id },
        { context: { idempotencyKey: intent.keyFor([order.id, order.holdExpiresAt]) } },
      ),
    retry: retryUntilAnswered,
    onSuccess: (extended) => {
      intent.answered();
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), extended);
    },
    onSettled: () => {
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.catalog.pathFilter());
    },
  });
  const refused = refusalOf(error)?.sentence ?? holdCopy.extendUnanswered;
  return {
    extend: () => mutate(),
    isExtending: isPending,
    words: isSuccess ? holdCopy.extendedBy(durationWords(seconds)) : undefined,
    refused: error === null ? undefined : refused,
  };
}
