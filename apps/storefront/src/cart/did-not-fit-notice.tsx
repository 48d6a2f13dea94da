"use client";

import { type CartView, MAX_CART_LINES } from "@scarlet/domain/cart";
import { Notice } from "@scarlet/ui/feedback/notice";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ShopLink } from "../shell/shop-link.tsx";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { retryUntilAnswered } from "../trpc/retry-until-answered.ts";
import { choiceWords, leftTitle } from "./cart-copy.ts";

/** Names what of the cart from before signing in found no room, and brings it over once there is some. */
export function DidNotFitNotice({ cart }: { readonly cart: CartView }) {
  const api = useTRPCClient();
  const queries = useQueryClient();
  const { queryKey } = useTRPC().cart.get.queryOptions();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.cart.bringOver.mutate(),
    retry: retryUntilAnswered,
    onSuccess: (brought) => queries.setQueryData(queryKey, brought),
  });
  if (cart.left.length === 0) return null;
  const hasRoom = cart.lines.length < MAX_CART_LINES;
  return (
    <Notice kind="warn" title={leftTitle(cart.left.length)} still>
      From your cart of before you signed in:{" "}
      {cart.left.map(({ sku, slug, title, options, quantity }, index) => (
        <span key={sku}>
          {index > 0 && ", "}
          <ShopLink className="link" href={`/products/${slug}?sku=${sku}`}>
            {[title, choiceWords(options)].filter(Boolean).join(", ")}
          </ShopLink>
          {quantity > 1 && ` (${quantity})`}
        </span>
      ))}
      . They stay in this browser; a cart has room for {MAX_CART_LINES} different things.{" "}
      {hasRoom && (
        <button type="button" className="link" disabled={isPending} onClick={() => mutate()}>
          Put them in now
        </button>
      )}
      {error !== null &&
        ` ${refusalOf(error)?.sentence ?? "The shop did not answer. Try again in a moment."}`}
    </Notice>
  );
}
