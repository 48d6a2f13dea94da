"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { Dialog } from "@scarlet/ui/overlays/dialog";
import { ordersCopy } from "../copy/orders.ts";
import { cancelWords } from "./describe-order.ts";
import { useCancel } from "./use-cancel.ts";

type Props = { readonly order: OrderView; readonly open: boolean; readonly onClose: () => void };

/** Asks before the one thing that cannot be undone. */
export function CancelDialog({ order, open, onClose }: Props) {
  const { cancel, isCancelling, failed } = useCancel(order, onClose);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={ordersCopy.cancel.title(order.number)}
      lead={cancelWords(order)}
      foot={
        <>
          <Button kind="ink" data-first-focus onClick={onClose}>
            {ordersCopy.cancel.keep}
          </Button>
          <Button kind="danger" state={isCancelling ? "pending" : "ready"} onClick={cancel}>
            {isCancelling && <Spinner />}
            {order.payment === null ? ordersCopy.cancel.giveBack : ordersCopy.cancel.refund}
          </Button>
        </>
      }
    >
      {failed !== undefined && (
        <Notice kind="danger" title={ordersCopy.cancel.failed}>
          {failed}
        </Notice>
      )}
    </Dialog>
  );
}
