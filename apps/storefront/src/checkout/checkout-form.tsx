"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import { type OrderView, orderTotals } from "@scarlet/domain/orders";
import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { Hint } from "@scarlet/ui/forms/hint";
import { Icon } from "@scarlet/ui/layout/icon";
import { useOnline } from "@scarlet/web/browser/use-online";
import { type FormEvent, useState } from "react";
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
        <Hint>You pay for what is held for you. If anything goes wrong, the money goes back by itself.</Hint>
      </PaymentPanel>
    </form>
  );
}

/** A payment of before that is not decided counts as one of this page's, unless the buyer left it at the bank. */
function phaseShown(phase: PayPhase, order: OrderView): PayPhase {
  const before = phaseOf(order);
  return phase === "ready" && before !== undefined && before !== "confirming" ? before : phase;
}

/** What is known while the answer about the money has not come. */
const OPEN_WORDS = {
  asking: {
    title: "We are asking the bank.",
    text: "Do not pay again; this page will know in a moment.",
  },
  confirming: {
    title: "Your bank wants to hear from you.",
    text: "Confirm the payment in your bank's app. This page goes on by itself once you have.",
  },
  booking: {
    title: "Your payment has arrived.",
    text: "We are booking your order. Do not pay again; this page will show it in a moment.",
  },
  returning: {
    title: "Your payment came too late.",
    text: "The order could not take it any more. We are sending the money back; this page will say when it has gone.",
  },
} as const;

function OpenOutcome({ phase }: { readonly phase: PayPhase }) {
  if (phase === "ready" || phase === "paying" || phase === "paid") return null;
  return (
    <Notice kind="warn" title={OPEN_WORDS[phase].title}>
      {OPEN_WORDS[phase].text}
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
        {phase === "booking" ? "Booking your order" : `Paying ${amount}`}
      </Button>
    );
  }
  if (isOver) {
    return (
      <Button kind="buy" type="submit" refused>
        <Icon name="lock" small />
        Hold again to pay
      </Button>
    );
  }
  return (
    <Button kind="buy" type="submit" refused={!online}>
      <Icon name="lock" small />
      Pay {amount}
    </Button>
  );
}
