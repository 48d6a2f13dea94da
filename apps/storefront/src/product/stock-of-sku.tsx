"use client";

import type { SkuView } from "@scarlet/domain/catalog";
import { StockCount } from "@scarlet/ui/product/stock-count";
import { useServerMoment } from "@scarlet/web/browser/server-clock";
import { useQuery } from "@tanstack/react-query";
import { stockCopy } from "../copy/stock.ts";
import { Moment, useIsToday } from "../format/moment.tsx";
import type { LastMove } from "../stock/last-moves.ts";
import { LiveSign } from "../stock/live-sign.tsx";
import { useLastMove } from "../stock/use-last-move.ts";
import { useTRPC } from "../trpc/client.tsx";

/** The count of the chosen SKU, what it means, and what has just become of a piece. */
export function StockOfSku({ sku }: { readonly sku: SkuView }) {
  const { availableStock: available, lowStockAt } = sku;
  const { counted, meaning } = stockCopy.besideFigure(available, lowStockAt);
  const { move, isJustNow } = useLastMove(sku.sku);
  const soldAt = useSoldAt(sku, move);
  const isOut = available <= 0;
  const happened = () => {
    if (isOut && sku.held) return stockCopy.lastOnHold;
    if (isOut && soldAt !== undefined) return <LastBought at={soldAt} />;
    return !isOut && isJustNow && move !== undefined ? stockCopy.takenJustNow(move) : meaning;
  };
  const spoken = (now: number, before: number | undefined) =>
    before === 0 && now > 0 ? stockCopy.isBack(now, lowStockAt) : stockCopy.left(now, lowStockAt);
  return (
    <StockCount
      sku={sku.sku}
      available={available}
      lowStockAt={lowStockAt}
      words={{ counted, meaning: happened(), spoken }}
      live={<LiveSign />}
    />
  );
}

function LastBought({ at }: { readonly at: Date }) {
  const isToday = useIsToday(at);
  return (
    <>
      {isToday ? stockCopy.lastBought.today : stockCopy.lastBought.earlier}
      <Moment at={at} as="dayAndClock" />
    </>
  );
}

/** When the last piece of a SKU that is sold out was bought: as this page was told, or as the shop remembers it. */
function useSoldAt({ sku, availableStock, held }: SkuView, move: LastMove | undefined): Date | undefined {
  const momentOf = useServerMoment();
  const asked = useTRPC().inventory.lastSale.queryOptions({ sku });
  const { data } = useQuery({ ...asked, enabled: availableStock <= 0 && !held && move?.kind !== "sale" });
  if (move?.kind === "sale") return momentOf(move.atMs);
  return data?.soldAt ?? undefined;
}
