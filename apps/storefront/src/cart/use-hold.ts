"use client";

import type { CartView } from "@scarlet/domain/cart";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { askAgain } from "../trpc/ask-again.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { refusalOf, shortfall } from "../trpc/refusal.ts";
import { useIntent } from "../trpc/use-intent.ts";
import { holdRefusedWords, itemsOf, type Said } from "./rules.ts";

type Lines = Pick<CartView, "lines">;

/** "Hold and check out": puts the cart's things aside and goes to checkout, or says who was quicker. */
export function useHold() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const intent = useIntent();
  const { mutate, isPending, isSuccess, error, variables, reset } = useMutation({
    mutationFn: (cart: Lines) => {
      const items = itemsOf(cart);
      return api.orders.checkout.mutate({ items }, { context: { idempotencyKey: intent.keyFor(items) } });
    },
    retry: askAgain,
    onSuccess: (order) => {
      intent.answered();
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), order);
      router.push(`/checkout?order=${order.id}`);
    },
    onError: (problem) => {
      if (refusalOf(problem)) intent.answered();
    },
    onSettled: () => {
      void queries.invalidateQueries(trpc.cart.pathFilter());
      void queries.invalidateQueries(trpc.catalog.pathFilter());
    },
  });
  return {
    hold: mutate,
    /** Also while checkout is being opened. */
    isHolding: isPending || isSuccess,
    said: error === null || variables === undefined ? undefined : whyNot(error, variables),
    reset,
  };
}

function whyNot(error: Error, cart: Lines): Said {
  const refusal = refusalOf(error);
  const left = shortfall(refusal);
  if (left !== undefined) return holdRefusedWords(cart, left);
  if (refusal !== undefined) return { title: "Nothing was held.", text: refusal.sentence };
  return {
    title: "The shop did not answer.",
    text: "You have not been charged. Press again: the same things are never held twice.",
  };
}
