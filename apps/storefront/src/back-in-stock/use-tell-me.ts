"use client";

import { mailAddressFault } from "@scarlet/domain/kernel";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useIntent } from "@scarlet/web/trpc/use-intent";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { backInStockCopy } from "../copy/back-in-stock.ts";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { dropAsked, rememberAsked, useAsked } from "./asked-requests.ts";

/** A press within this time after it was noted is the second one of a double click, and undoes nothing. */
const NOTED_MS = 1_800;
/** Who is signed in changes with a new page only. */
const ME_FRESH_MS = 60_000;

type Subject = {
  readonly sku: string;
  readonly title: string;
  /** Nothing is asked, and nobody looked up, while it can be bought. */
  readonly soldOut: boolean;
  /** Tells it where screen readers hear it. */
  readonly say: (sentence: string) => void;
};

export type TellMe = ReturnType<typeof useTellMe>;

/** Asking to be told of a SKU: the address, what is wrong with it, the press, and its undoing. */
export function useTellMe({ sku, title, soldOut, say }: Subject) {
  const asked = useAsked(sku);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [fault, setFault] = useState<{ readonly sku: string; readonly text: string }>();
  const [busy, setBusy] = useState(false);
  const [isNoted, note] = useJustNoted(sku);
  const own = useOwnAddress(soldOut && asked === undefined);
  const address = async () => typed ?? (await own.read()) ?? "";
  const requests = useRequests(sku);
  const email = typed ?? own.known ?? "";

  useEffect(() => {
    // Whoever was waiting sees that it is back, and the mail is on its way.
    if (!soldOut) dropAsked(sku);
  }, [soldOut, sku]);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(undefined);
    try {
      await work();
    } catch (error) {
      setFault({ sku, text: refusalOf(error)?.sentence ?? backInStockCopy.noAnswer });
    }
    setBusy(false);
  };
  const ask = () =>
    attempt(async () => {
      const to = await address();
      const wrong = to.trim() === "" ? backInStockCopy.missing : mailAddressFault(to);
      if (wrong !== undefined) {
        setFault({ sku, text: wrong });
        return field.current?.focus();
      }
      const noted = await requests.request(to);
      note();
      say(backInStockCopy.noted(noted.email, title));
    });
  const undo = () =>
    attempt(async () => {
      if (asked !== undefined) await requests.forget(asked.forgetKey);
      say(backInStockCopy.undone);
    });
  const press = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy || !soldOut || isNoted) return;
    await (asked === undefined ? ask() : undo());
  };
  /** Asks for whoever is signed in; whoever is not has the form to fill in. */
  const wish = async () => {
    if ((await own.read()) !== undefined) await press();
  };
  return {
    sku,
    asked,
    field,
    email,
    busy,
    isNoted,
    fault: fault?.sku === sku ? fault.text : undefined,
    change: (text: string) => {
      setTyped(text);
      setFault(undefined);
    },
    press,
    wish,
  };
}

/** Whether it was noted a moment ago. */
function useJustNoted(sku: string): [boolean, () => void] {
  const [noted, setNoted] = useState<string>();
  useEffect(() => {
    if (noted === undefined) return;
    const timer = setTimeout(() => setNoted(undefined), NOTED_MS);
    return () => clearTimeout(timer);
  }, [noted]);
  return [noted === sku, () => setNoted(sku)];
}

/** The address of whoever is signed in, so that one press is enough, also one before it was read. */
function useOwnAddress(needed: boolean) {
  const queries = useQueryClient();
  const query = { ...useTRPC().accounts.me.queryOptions(), staleTime: ME_FRESH_MS };
  const known = useQuery({ ...query, enabled: needed }).data?.email;
  const read = async () => {
    try {
      return (await queries.fetchQuery(query))?.email;
    } catch {
      // Without an answer there is still the field.
      return undefined;
    }
  };
  return { known, read };
}

function useRequests(sku: string) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const intent = useIntent();
  return {
    async request(email: string) {
      try {
        const context = { idempotencyKey: intent.keyFor([sku, email]) };
        const noted = await api.backInStock.request.mutate({ sku, email }, { context });
        intent.answered();
        rememberAsked(sku, noted);
        return noted;
      } catch (error) {
        if (refusalOf(error)) intent.answered();
        // The shop knew something about stock that this page did not.
        if (refusalOf(error)?.code === "back_in_stock.still_in_stock")
          await Promise.all([
            queries.invalidateQueries(trpc.catalog.pathFilter()),
            queries.invalidateQueries(trpc.cart.pathFilter()),
          ]);
        throw error;
      }
    },
    async forget(key: string) {
      await api.backInStock.forget.mutate({ key });
      dropAsked(sku);
    },
  };
}
