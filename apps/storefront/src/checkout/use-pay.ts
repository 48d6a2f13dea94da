"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Said } from "../cart/rules.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { type Refusal, refusalOf } from "../trpc/refusal.ts";
import { useIntent } from "../trpc/use-intent.ts";
import { type CheckoutForm, cardInput, describeInput } from "./form-rules.ts";

/** How long to ask the bank again with the same key before the buyer is told that nobody knows. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000] as const;

type Phase = "ready" | "paying" | "unclear" | "paid";

/** Why it was not paid, of which order, and whether that is only worth saying while the order is held. */
type NotPaid = Said & { readonly orderId: string; readonly whileHeld: boolean };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Address, then money; the page goes on by itself once the order says that it is paid. While nobody knows whether it
 * went through, the same request is sent again, never a new one.
 */
export function usePay(orderId: string) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const intent = useIntent();
  const [phase, setPhase] = useState<Phase>("ready");
  const [said, setSaid] = useState<NotPaid>();

  const describe = async (form: CheckoutForm) => {
    try {
      await api.orders.describe.mutate(describeInput(orderId, form));
    } catch (error) {
      // An earlier try may have reached the bank: what it pays for stays as it is, and asking again tells the outcome.
      if (refusalOf(error)?.code !== "orders.payment_under_way") throw error;
    }
  };

  const charge = (form: CheckoutForm) => {
    const card = cardInput(form);
    const key = intent.keyFor([orderId, card]);
    return api.orders.pay.mutate({ id: orderId, card }, { context: { idempotencyKey: key } });
  };

  const pay = async (form: CheckoutForm) => {
    setSaid(undefined);
    setPhase("paying");
    try {
      await untilAnswered(
        () => describe(form),
        () => {},
      );
      // Asked again alone: once the bank has been asked, only the payment itself tells what became of it.
      const paid = await untilAnswered(
        () => charge(form),
        () => setPhase("unclear"),
      );
      intent.answered();
      queries.setQueryData(trpc.orders.get.queryKey({ id: orderId }), paid);
      setPhase("paid");
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) intent.answered();
      setSaid({ ...whyNot(refusal), orderId });
      setPhase("ready");
    } finally {
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.catalog.pathFilter());
      void queries.invalidateQueries(trpc.cart.pathFilter());
    }
  };
  return { pay, phase, said: said?.orderId === orderId ? said : undefined };
}

/** Tries until the shop answers, yes or no. Raises its refusal, or the last failure. */
async function untilAnswered<T>(attempt: () => Promise<T>, onUnclear: () => void): Promise<T> {
  for (const waitMs of WAITS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (refusalOf(error) !== undefined && refusalOf(error)?.status !== 503) throw error;
      onUnclear();
      await pause(waitMs);
    }
  }
  return attempt();
}

function whyNot(refusal: Refusal | undefined): Omit<NotPaid, "orderId"> {
  if (refusal?.code === "payments.declined")
    return {
      title: "The card was declined.",
      text: "Your bank said no. Nothing was charged and your things are still held. Try another card.",
      whileHeld: true,
    };
  if (refusal?.code === "orders.paid_too_late")
    return { title: "Your payment came too late.", text: tooLateWords(refusal), whileHeld: false };
  if (refusal !== undefined) return { title: "Not paid.", text: refusal.sentence, whileHeld: false };
  return {
    title: "The shop did not answer.",
    text: "Press again with the same card: you are never charged twice for one order.",
    whileHeld: false,
  };
}

function tooLateWords({ sentence, details }: Refusal): string {
  const { refundedMinor } = details;
  if (typeof refundedMinor !== "number") return sentence;
  return `The hold had ended when the bank answered, so we sent the ${formatMoney(refundedMinor)} back. Banks take two to five days.`;
}
