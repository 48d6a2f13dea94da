"use client";

import { type CartView, MAX_CART_LINES } from "@scarlet/domain/cart";
import { Notice } from "@scarlet/ui/feedback/notice";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answersCopy } from "../copy/answers.ts";
import { cartCopy } from "../copy/cart.ts";
import { choiceWords } from "../format/choice.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { retryUntilAnswered } from "../trpc/retry-until-answered.ts";

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
    <Notice kind="warn" title={cartCopy.didNotFit.title(cart.left.length)} still>
      {cartCopy.didNotFit.before}
      {cart.left.map(({ sku, slug, title, options, quantity }, index) => (
        <span key={sku}>
          {index > 0 && ", "}
          <ShopLink className="link" href={`/products/${slug}?sku=${sku}`}>
            {[title, choiceWords(options)].filter(Boolean).join(", ")}
          </ShopLink>
          {quantity > 1 && ` (${quantity})`}
        </span>
      ))}
      {cartCopy.didNotFit.after(MAX_CART_LINES)}
      {hasRoom && (
        <button type="button" className="link" disabled={isPending} onClick={() => mutate()}>
          {cartCopy.didNotFit.putIn}
        </button>
      )}
      {error !== null && ` ${refusalOf(error)?.sentence ?? answersCopy.noAnswerTryAgain}`}
    </Notice>
  );
}
