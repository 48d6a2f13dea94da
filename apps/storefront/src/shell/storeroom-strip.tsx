"use client";

import { type LatestMovement, STRIP_SHOWN_FROM } from "@scarlet/domain/inventory";
import { MovementStrip } from "@scarlet/ui/layout/movement-strip";
import { newerMovements } from "@scarlet/web/inventory/latest-movements";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { storeroomCopy } from "../copy/storeroom.ts";
import { useLiveState } from "../stock/use-live-state.ts";
import { liveStock, useTRPC } from "../trpc/client.tsx";

/** While they are not told. */
const POLL_INTERVAL_MS = 10_000;
/** Where nothing is shown, for the next page. */
const IDLE_POLL_INTERVAL_MS = 60_000;

/**
 * The latest movements above the header. Whether it is there is decided with each page, the first time by the server
 * (`isBusy`), so that nothing on one moves when the first things are sold. The movements themselves come after the page,
 * which is the same for everybody and outlives them.
 */
export function StoreroomStrip({ isBusy: isBusyAtFirst }: { readonly isBusy: boolean }) {
  const path = usePathname();
  const state = useLiveState();
  const { data: movements, isError } = useQuery({
    ...useTRPC().inventory.latestMovements.queryOptions(),
    refetchInterval({ state: { data } }) {
      if ((data?.length ?? 0) < STRIP_SHOWN_FROM) return IDLE_POLL_INTERVAL_MS;
      return state?.kind === "live" ? false : POLL_INTERVAL_MS;
    },
  });
  const isLive = state?.kind === "live" && !isError;
  const isBusy = movements === undefined ? isBusyAtFirst : movements.length >= STRIP_SHOWN_FROM;
  const [decided, setDecided] = useState({ path, isShown: isBusy });
  if (decided.path !== path) setDecided({ path, isShown: isBusy });
  const isShown = decided.isShown && !path.startsWith("/checkout");
  useToldMovements(isShown);
  if (!isShown) return null;
  return (
    <MovementStrip
      label={storeroomCopy.storeroom}
      liveLabel={storeroomCopy.live}
      live={isLive}
      movements={(movements ?? []).map(stripMovement)}
    />
  );
}

/** Takes the movements that this page is told while they are shown. */
function useToldMovements(isShown: boolean): void {
  const queries = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    if (!isShown) return;
    const key = trpc.inventory.latestMovements.queryKey();
    return liveStock()?.hearMovements((told) => {
      queries.setQueryData(key, (shown) => newerMovements([...told], shown));
    });
  }, [isShown, queries, trpc]);
}

function stripMovement({ id, title, options, kind, from, to }: LatestMovement) {
  const choice = Object.values(options)[0];
  return {
    id,
    name: choice === undefined ? title : storeroomCopy.named(title, choice),
    figures: kind === "receive" ? storeroomCopy.arrived(to - from) : storeroomCopy.moved(from, to),
  };
}
