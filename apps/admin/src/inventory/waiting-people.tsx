"use client";

import { useQuery } from "@tanstack/react-query";
import { skuCopy } from "../copy/inventory/sku.ts";
import { useTRPC } from "../trpc/client.tsx";

/** People are told some seconds after a change of stock, and ask whenever they like. */
const READ_EVERY_MS = 15_000;

/** How many people wait to be told that a SKU is back; nothing when nobody does. */
export function WaitingPeople({ sku }: { readonly sku: string }) {
  const query = useTRPC().backInStock.waiting.queryOptions({ sku });
  const { data } = useQuery({ ...query, refetchInterval: READ_EVERY_MS });
  const waiting = data?.waiting ?? 0;
  return waiting > 0 && <span className="small quiet">{skuCopy.waiting(waiting)}</span>;
}
