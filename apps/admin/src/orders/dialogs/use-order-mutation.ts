"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useToast } from "../../parts/feedback/toast.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { newIdempotencyKey } from "../../trpc/idempotency.ts";
import { refusalOf } from "../../trpc/refusal.ts";

type Trouble = { readonly head: string; readonly means: string };
type Write = (context: { readonly idempotencyKey: string }) => Promise<OrderView>;

const UNKNOWN: Trouble = {
  head: "We do not know yet whether this was done.",
  means: "It carries a key, so trying again cannot do it twice.",
};
const ASKING: Trouble = {
  ...UNKNOWN,
  means: "We are asking again with the same key: nothing is done twice.",
};

/** How long to wait before the same write is asked for again by itself, while nobody knows whether it was done. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000] as const;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the shop answers, yes or no. Raises its refusal, or the last failure when it does not answer for long. */
async function untilAnswered(attempt: () => Promise<OrderView>, onOpen: () => void): Promise<OrderView> {
  for (const ms of WAITS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (refusalOf(error) !== undefined) throw error;
      onOpen();
      await pause(ms);
    }
  }
  return attempt();
}

/**
 * Sends a write to an order that moves stock and money. The same wish keeps its key until it is answered, so that
 * trying again does nothing twice; another wish gets a new one.
 */
export function useOrderMutation(order: Pick<OrderView, "id">, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useToast();
  const open = useRef<{ readonly wish: string; readonly key: string }>(undefined);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const keyFor = (wish: string) => {
    if (open.current?.wish !== wish) open.current = { wish, key: newIdempotencyKey() };
    return open.current.key;
  };
  const send = async (wish: unknown, write: Write, done: string) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const context = { idempotencyKey: keyFor(JSON.stringify(wish)) };
      const after = await untilAnswered(
        () => write(context),
        () => setTrouble(ASKING),
      );
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), after);
      say(done);
      onDone();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) open.current = undefined;
      setTrouble(
        refusal ? { head: refusal.sentence, means: "The order and the stock are as before." } : UNKNOWN,
      );
    } finally {
      setBusy(false);
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.inventory.pathFilter());
    }
  };
  return { send, busy, trouble };
}
