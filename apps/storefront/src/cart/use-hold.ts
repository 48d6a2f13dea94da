"use client";

import type { CartView } from "@scarlet/domain/cart";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { retryUntilAnswered } from "../trpc/retry-until-answered.ts";
import { itemsOf } from "./rules.ts";
import { whyNotHeld } from "./why-not-held.ts";

type Seen = Pick<CartView, "lines" | "state">;

/** "Hold and check out": puts the cart's things aside and goes to checkout, or says who was quicker. */
export function useHold() {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const query = trpc.cart.get.queryOptions();
  const { mutate, isPending, isSuccess, error, variables } = useMutation({
    mutationFn: async (cart: Seen) => {
      const items = itemsOf(cart);
      // Pressed before the shop had answered a change: the cart as it is now is asked for, and held only if it is this one.
      const state = cart.state || (await queries.fetchQuery({ ...query, staleTime: 0 })).state;
      return api.orders.checkout.mutate({ cart: state, items });
    },
    retry: retryUntilAnswered,
    onSuccess: (order) => {
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), order);
      router.push(`/checkout?order=${order.id}`);
    },
    onSettled: () => {
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.cart.pathFilter());
      void queries.invalidateQueries(trpc.catalog.pathFilter());
    },
  });
  return {
    hold: mutate,
    /** Also while checkout is being opened. */
    isHolding: isPending || isSuccess,
    said: error === null || variables === undefined ? undefined : whyNotHeld(error, variables),
  };
}
