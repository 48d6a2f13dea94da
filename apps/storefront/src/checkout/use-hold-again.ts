"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { answersCopy } from "../copy/answers.ts";
import { holdCopy } from "../copy/hold.ts";
import type { Message } from "../copy/message.ts";
import { shortfall } from "../stock/shortfall.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { retryUntilAnswered } from "../trpc/retry-until-answered.ts";
import { useLeftover } from "./use-leftover.ts";

/** What is left of an ended hold put aside once more: another order, the same form. */
export function useHoldAgain(order: OrderView, isOver: boolean) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const leftover = useLeftover(order, isOver);
  const { mutate, isPending, isSuccess, error, variables } = useMutation({
    // The order is the intent's key: pressed in several windows, it is held again once.
    mutationFn: (id: string) => api.orders.holdAgain.mutate({ id }),
    retry: retryUntilAnswered,
    onSuccess: (held) => {
      queries.setQueryData(trpc.orders.get.queryKey({ id: held.id }), held);
      router.push(`/checkout?order=${held.id}`);
    },
    onSettled: () => {
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.catalog.pathFilter());
    },
  });
  // The page stays while its order changes, so that what was typed stays; the button starts anew.
  const isOfThis = variables === order.id;
  return {
    leftover,
    onHoldAgain: () => mutate(order.id),
    isHolding: isOfThis && (isPending || isSuccess),
    said: isOfThis && error !== null ? whyNot(error) : undefined,
  };
}

function whyNot(error: Error): Message {
  const refusal = refusalOf(error);
  if (shortfall(refusal) !== undefined) return holdCopy.nothingLeft;
  if (refusal !== undefined) return { title: answersCopy.nothingHeld, text: refusal.sentence };
  return answersCopy.holdUnanswered;
}
