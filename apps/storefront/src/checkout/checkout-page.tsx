"use client";

import { type OrderView, orderTotals } from "@scarlet/domain/orders";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { checkoutCopy } from "../copy/checkout.ts";
import { placesCopy } from "../copy/places.ts";
import { OrderSummary } from "../orders/order-summary.tsx";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { CheckoutFormView } from "./checkout-form.tsx";
import { startForm } from "./form-rules.ts";
import { HoldPanel } from "./hold-panel.tsx";
import { phaseOf } from "./pay-outcome.ts";
import { useDraft } from "./use-draft.ts";
import { useHoldAgain } from "./use-hold-again.ts";
import { usePay } from "./use-pay.ts";
import { useSecondsLeft } from "./use-seconds-left.ts";

const ASK_AGAIN_MS = 2_000;

/** Address and money for things that are held. `email` is the signed-in buyer's, to begin with. */
export function CheckoutPage({ id, email }: { readonly id: string; readonly email: string }) {
  const query = useTRPC().orders.get.queryOptions({ id });
  const { data: order, refetch } = useSuspenseQuery({
    ...query,
    // While money of an earlier try is under way the page asks by itself what became of it.
    refetchInterval: ({ state }) => (state.data && phaseOf(state.data) !== undefined ? ASK_AGAIN_MS : false),
  });
  const [form, change] = useDraft(startForm(order, email));
  const secondsLeft = useSecondsLeft(order.holdExpiresAt);
  const isOver = secondsLeft <= 0 || order.status === "expired";
  const again = useHoldAgain(order, isOver);
  const payment = usePay(order.id);
  useLeaveWhenSettled(order);
  useEffect(() => {
    if (isOver && order.status === "pending") void refetch();
  }, [isOver, order.status, refetch]);
  return (
    <div className="wrap">
      <ShopBreadcrumbs trail={[{ name: placesCopy.cart, href: "/cart" }]} here={placesCopy.checkout} />
      <div className="list-head">
        <h1 className="title">{placesCopy.checkout}</h1>
      </div>
      <div className="cart">
        <div className="checkout">
          <HoldPanel
            order={order}
            secondsLeft={secondsLeft}
            isGuest={email === ""}
            isPaying={payment.phase !== "ready"}
            {...again}
          />
          <CheckoutFormView order={order} form={form} onChange={change} isOver={isOver} payment={payment} />
        </div>
        <OrderSummary
          order={order}
          label={checkoutCopy.yourOrder}
          title={isOver ? checkoutCopy.wasHeldForYou : checkoutCopy.heldForYou}
          sums={orderTotals(order, form)}
        />
      </div>
    </div>
  );
}

/** An order that is paid, sent or cancelled has its own page. */
function useLeaveWhenSettled({ id, status }: OrderView): void {
  const router = useRouter();
  const settled = status === "paid" || status === "fulfilled" || status === "cancelled";
  useEffect(() => {
    if (settled) router.replace(`/orders/${id}`);
  }, [settled, id, router]);
}
