"use client";

import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useIntent } from "@scarlet/web/trpc/use-intent";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { paymentCopy } from "../copy/payment.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { type CheckoutForm, cardInput, describeInput } from "./form-rules.ts";
import { type NotPaid, type OpenPhase, payStepOf } from "./pay-outcome.ts";

/** How long to wait before the next question; the last of them again and again while nobody knows. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000] as const;
const LONGEST_WAIT_MS = 10_000;

export type PayPhase = "ready" | "paying" | "paid" | OpenPhase;

const NO_ANSWER: NotPaid = { ...paymentCopy.unanswered, whileHeld: false };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const waitMs = (round: number) => WAITS_MS[round] ?? LONGEST_WAIT_MS;

/**
 * Address, then money; the page goes on by itself once the order says that it is paid. While nobody knows what became
 * of the money, the same request is sent again with the same key, as long as the page is open, never a new one.
 */
export function usePay(orderId: string) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const intent = useIntent();
  const isOpen = useIsOpen();
  const [phase, setPhase] = useState<PayPhase>("ready");
  const [said, setSaid] = useState<NotPaid & { readonly orderId: string }>();

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

  /** Undefined: paid. Asks until the shop tells what became of the money. */
  const settle = async (form: CheckoutForm): Promise<NotPaid | undefined> => {
    let wasOpen = false;
    for (let round = 0; isOpen.current; round += 1) {
      try {
        const answer = await charge(form);
        queries.setQueryData(trpc.orders.get.queryKey({ id: orderId }), answer);
        if (answer.paymentAction === undefined) return undefined;
        setPhase("confirming");
        wasOpen = true;
        await pause(waitMs(round));
      } catch (error) {
        if (!wasOpen && isBusy(error) && round < WAITS_MS.length) {
          await pause(waitMs(round));
          continue;
        }
        const step = payStepOf(error, wasOpen);
        if (step.kind === "paid_already") return undefined;
        if (step.kind === "not_paid") return step.said;
        // What an earlier answer told of the money is more than a later silence.
        setPhase((now) => (step.phase === "asking" && now !== "paying" ? now : step.phase));
        wasOpen = true;
        await pause(waitMs(round));
      }
    }
    return undefined;
  };

  const pay = async (form: CheckoutForm) => {
    setSaid(undefined);
    setPhase("paying");
    const notPaid = await untilAnswered(() => describe(form)).then(
      () => settle(form),
      (error: unknown) => (refusalOf(error) === undefined ? NO_ANSWER : refusedWords(error)),
    );
    if (!isOpen.current) return;
    intent.answered();
    if (notPaid) setSaid({ ...notPaid, orderId });
    setPhase(notPaid ? "ready" : "paid");
    void queries.invalidateQueries(trpc.orders.pathFilter());
    void queries.invalidateQueries(trpc.catalog.pathFilter());
    void queries.invalidateQueries(trpc.cart.pathFilter());
  };
  return { pay, phase, said: said?.orderId === orderId ? said : undefined };
}

/** Whether the page is still there to be told. */
function useIsOpen() {
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return isOpen;
}

const isBusy = (error: unknown) => refusalOf(error)?.status === 503;

function refusedWords(error: unknown): NotPaid {
  const step = payStepOf(error, false);
  return step.kind === "not_paid" ? step.said : NO_ANSWER;
}

/** Tries a few times until the shop answers, yes or no. Raises its refusal, or the last failure. */
async function untilAnswered<T>(attempt: () => Promise<T>): Promise<T> {
  for (const ms of WAITS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (refusalOf(error) !== undefined && !isBusy(error)) throw error;
      await pause(ms);
    }
  }
  return attempt();
}
