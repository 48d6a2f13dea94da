"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import { type OrderView, orderTotals } from "@scarlet/domain/orders";
import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { Hint } from "@scarlet/ui/forms/hint";
import { LockIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { useOnline } from "@scarlet/web/browser/use-online";
import { type FormEvent, useState } from "react";
import { checkoutCopy } from "../copy/checkout.ts";
import { paymentCopy } from "../copy/payment.ts";
import { AddressPanel, ContactPanel, DeliveryPanel, PaymentPanel } from "./checkout-fields.tsx";
import { type CheckoutForm, type Errors, FIELDS, type FieldName, faultOf, faultsOf } from "./form-rules.ts";
import { phaseOf } from "./pay-outcome.ts";
import type { PayPhase, usePay } from "./use-pay.ts";

type Props = {
  readonly order: OrderView;
  readonly form: CheckoutForm;
  readonly onChange: (change: Partial<CheckoutForm>) => void;
  readonly isOver: boolean;
  readonly payment: Payment;
};

type Payment = ReturnType<typeof usePay>;

/** The form: judged when a field is left, never while typing; on paying the first wrong field gets the focus. */
export function CheckoutFormView({ order, form, onChange, isOver, payment }: Props) {
  const [errors, setErrors] = useState<Errors>({});
  const { pay, said } = payment;
  const phase = phaseShown(payment.phase, order);
  const change = (changed: Partial<CheckoutForm>) => {
    onChange(changed);
    setErrors((old) => without(old, Object.keys(changed)));
  };
  const leave = (name: FieldName) => {
    if (form[name] !== "") setErrors((old) => ({ ...old, [name]: faultOf(name, form, new Date()) }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isOver || phase !== "ready") return;
    const faults = faultsOf(form, new Date());
    setErrors(faults);
    const first = FIELDS.find((name) => faults[name] !== undefined);
    if (first === undefined) void pay(form);
    else document.getElementById(first)?.focus();
  };
  const fields = { form, errors, onChange: change, onLeave: leave };
  return (
    <form onSubmit={submit} noValidate method="post">
      <ContactPanel {...fields} />
      <AddressPanel {...fields} />
      <DeliveryPanel
        form={form}
        onChange={change}
        standardMinor={orderTotals(order, { ...form, delivery: "standard" }).deliveryMinor}
        expressMinor={orderTotals(order, { ...form, delivery: "express" }).deliveryMinor}
      />
      <PaymentPanel {...fields}>
        <OpenOutcome phase={phase} />
        {said && !(isOver && said.whileHeld) && (
          <Notice kind="danger" title={said.title}>
            {said.text}
          </Notice>
        )}
        <PayButton amountMinor={orderTotals(order, form).totalMinor} isOver={isOver} phase={phase} />
        <Hint>{checkoutCopy.payment.hint}</Hint>
      </PaymentPanel>
    </form>
  );
}

/** A payment of before that is not decided counts as one of this page's, unless the buyer left it at the bank. */
function phaseShown(phase: PayPhase, order: OrderView): PayPhase {
  const before = phaseOf(order);
  return phase === "ready" && before !== undefined && before !== "confirming" ? before : phase;
}

function OpenOutcome({ phase }: { readonly phase: PayPhase }) {
  if (phase === "ready" || phase === "paying" || phase === "paid") return null;
  const { title, text } = paymentCopy.open[phase];
  return (
    <Notice kind="warn" title={title}>
      {text}
    </Notice>
  );
}

function without(errors: Errors, names: readonly string[]): Errors {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !names.includes(name)));
}

function PayButton({
  amountMinor,
  isOver,
  phase,
}: {
  readonly amountMinor: number;
  readonly isOver: boolean;
  readonly phase: Payment["phase"];
}) {
  const online = useOnline();
  const amount = formatMoney(amountMinor);
  if (phase !== "ready") {
    return (
      <Button kind="buy" type="submit" state="pending">
        <Spinner />
        {phase === "booking" ? paymentCopy.booking : paymentCopy.paying(amount)}
      </Button>
    );
  }
  if (isOver) {
    return (
      <Button kind="buy" type="submit" refused>
        <Icon of={LockIcon} small />
        {paymentCopy.holdAgainToPay}
      </Button>
    );
  }
  return (
    <Button kind="buy" type="submit" refused={!online}>
      <Icon of={LockIcon} small />
      {paymentCopy.pay(amount)}
    </Button>
  );
}
