"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { Button } from "@scarlet/ui/actions/button";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Truck } from "lucide-react";
import { useRef, useState } from "react";
import { orderCopy } from "../copy/orders/order.ts";
import { useTRPC } from "../trpc/client.tsx";
import { CancelDialog } from "./dialogs/cancel-dialog.tsx";
import { ReturnDialog } from "./dialogs/return-dialog.tsx";

/** The buttons for what this person may do with an order in its current status, as the API says. */
export function OrderActions({ order }: { order: OrderView }) {
  const [asking, setAsking] = useState<"cancel" | "return">();
  const opener = useRef<HTMLSpanElement>(null);
  const { send, isSending } = useFulfil(order);
  const { may, status } = order;
  const close = () => {
    setAsking(undefined);
    opener.current?.querySelector("button")?.focus();
  };
  const hasSlip = status === "paid" || status === "fulfilled";
  return (
    <span className="row" ref={opener}>
      {hasSlip && <Button onClick={() => window.print()}>{orderCopy.printSlip}</Button>}
      {may.cancel && (
        <Button kind="danger" aria-haspopup="dialog" onClick={() => setAsking("cancel")}>
          {orderCopy.cancel(order.payment !== null)}
        </Button>
      )}
      {may.takeBack && (
        <Button aria-haspopup="dialog" onClick={() => setAsking("return")}>
          {orderCopy.takeBack}
        </Button>
      )}
      {may.fulfil && (
        <Button kind="ink" icon={Truck} busy={isSending ? orderCopy.sending : undefined} onClick={send}>
          {orderCopy.markAsSent}
        </Button>
      )}
      {asking === "cancel" && <CancelDialog order={order} onClose={close} />}
      {asking === "return" && <ReturnDialog order={order} onClose={close} />}
    </span>
  );
}

function useFulfil({ id }: Pick<OrderView, "id">) {
  const showToast = useToast();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.orders.fulfil.mutationOptions({
      onSuccess: (sent) => queries.setQueryData(trpc.orders.get.queryKey({ id: sent.id }), sent),
      onError: (error) =>
        showToast({
          text: refusalOf(error)?.sentence ?? orderCopy.noAnswer,
          tone: "warn",
        }),
      onSettled: () => queries.invalidateQueries(trpc.orders.pathFilter()),
    }),
  );
  return { send: () => mutate({ id }), isSending: isPending };
}
