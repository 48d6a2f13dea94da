"use client";

import { mailAddressFault } from "@scarlet/domain/kernel";
import { refusalOf } from "@scarlet/web/trpc/refusal";
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
  const [notedAt, setNotedAt] = useState<string>();
  const own = useOwnAddress(soldOut && asked === undefined);
  const requests = useRequests(sku);
  const email = typed ?? own ?? "";

  useEffect(() => {
    // Whoever was waiting sees that it is back, and the mail is on its way.
    if (!soldOut) dropAsked(sku);
  }, [soldOut, sku]);
  useEffect(() => {
    if (notedAt === undefined) return;
    const timer = setTimeout(() => setNotedAt(undefined), NOTED_MS);
    return () => clearTimeout(timer);
  }, [notedAt]);

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
      const noted = await requests.request(email);
      setNotedAt(sku);
      say(backInStockCopy.noted(noted.email, title));
    });
  const undo = () =>
    attempt(async () => {
      if (asked !== undefined) await requests.forget(asked.forgetKey);
      say(backInStockCopy.undone);
    });
  const press = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy || !soldOut || notedAt === sku) return;
    if (asked !== undefined) return undo();
    const text = email.trim() === "" ? backInStockCopy.missing : mailAddressFault(email);
    if (text === undefined) return ask();
    setFault({ sku, text });
    field.current?.focus();
  };
  return {
    sku,
    asked,
    field,
    email,
    busy,
    isNoted: notedAt === sku,
    fault: fault?.sku === sku ? fault.text : undefined,
    change: (text: string) => {
      setTyped(text);
      setFault(undefined);
    },
    press,
  };
}

/** The address of whoever is signed in, so that one press is enough. */
function useOwnAddress(needed: boolean): string | undefined {
  const query = useTRPC().accounts.me.queryOptions();
  return useQuery({ ...query, enabled: needed, staleTime: ME_FRESH_MS }).data?.email;
}

function useRequests(sku: string) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    async request(email: string) {
      try {
        const noted = await api.backInStock.request.mutate({ sku, email });
        rememberAsked(sku, noted);
        return noted;
      } catch (error) {
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
