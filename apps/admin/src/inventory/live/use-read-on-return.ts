"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../trpc/client.tsx";

/**
 * Reads the stock on screen again when the person comes back to the page, from another tab or by the browser's way back,
 * and is true until that was tried: meanwhile nothing may be changed by figures that may be an hour old.
 */
export function useReadOnReturn(): boolean {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const [isUnread, setIsUnread] = useState(false);
  useEffect(() => {
    let returns = 0;
    const read = async (): Promise<void> => {
      returns += 1;
      const mine = returns;
      setIsUnread(true);
      // Joins the reads that a focus may have begun in this moment.
      await queries.refetchQueries(
        { ...trpc.inventory.pathFilter(), type: "active" },
        { cancelRefetch: false },
      );
      if (mine === returns) setIsUnread(false);
    };
    const onVisibility = (): void => {
      if (document.visibilityState === "visible") void read();
    };
    const onShow = (event: PageTransitionEvent): void => {
      if (event.persisted) void read();
    };
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("pageshow", onShow);
    return () => {
      returns = -1;
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("pageshow", onShow);
    };
  }, [queries, trpc]);
  return isUnread;
}
