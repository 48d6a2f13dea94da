"use client";

import type { CartLine, CartView } from "@scarlet/domain/cart";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { withAdded, withoutLine, withQuantity } from "./rules.ts";

/** The visitor's cart; undefined until it was read. */
export function useCart(): CartView | undefined {
  return useQuery(useTRPC().cart.get.queryOptions()).data;
}

/** One after another: two presses must not overtake each other. */
const SCOPE = { id: "cart" };
/** Without an answer the same intent is tried again, with its own key. */
const retry = (failures: number, error: Error) => failures < 2 && refusalOf(error) === undefined;

type Foresight<T> = (cart: CartView | undefined, wish: T) => CartView | undefined;

/** A write to the cart: shown at once, taken back when the shop refuses, and read again in the end either way. */
function useCartWrite<T>(write: (wish: T) => Promise<CartView>, foresee: Foresight<T>) {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const { queryKey } = trpc.cart.get.queryOptions();
  return useMutation({
    mutationKey: ["cart"],
    mutationFn: write,
    scope: SCOPE,
    retry,
    onMutate: async (wish: T) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (now) => foresee(now, wish));
      return { before };
    },
    onSuccess: (cart) => {
      if (isLast(queries.isMutating({ mutationKey: ["cart"] }))) queries.setQueryData(queryKey, cart);
    },
    onError: (_error, _wish, kept) => {
      if (kept !== undefined) queries.setQueryData(queryKey, kept.before);
      // The shop knew something about stock that this page did not.
      void queries.invalidateQueries(trpc.catalog.pathFilter());
    },
    onSettled: () =>
      isLast(queries.isMutating({ mutationKey: ["cart"] }))
        ? queries.invalidateQueries({ queryKey })
        : Promise.resolve(),
  });
}

/** A write that is just being settled still counts itself. */
const isLast = (running: number) => running <= 1;

export type AddWish = { readonly line: CartLine; readonly key: string };

/** Puts pieces into the cart. `line.quantity` is how many more. */
export function useAddToCart() {
  const api = useTRPCClient();
  return useCartWrite<AddWish>(
    ({ line: { sku, quantity }, key }) =>
      api.cart.add.mutate({ sku, quantity }, { context: { idempotencyKey: key } }),
    (cart, { line }) => withAdded(cart, line),
  );
}

/** Another number of a line. */
export function useChangeQuantity() {
  const api = useTRPCClient();
  return useCartWrite<{ sku: string; quantity: number }>(
    (wish) => api.cart.changeQuantity.mutate(wish),
    (cart, { sku, quantity }) => cart && withQuantity(cart, sku, quantity),
  );
}

/** Takes a line away. */
export function useRemoveLine() {
  const api = useTRPCClient();
  return useCartWrite<{ sku: string }>(
    (wish) => api.cart.remove.mutate(wish),
    (cart, { sku }) => cart && withoutLine(cart, sku),
  );
}
