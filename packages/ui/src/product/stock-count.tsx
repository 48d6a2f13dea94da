"use client";

import { stockLevel, stockWords } from "@scarlet/domain/catalog";
import { useState } from "react";

/** The first words beside the figure; the second line says what it means for the buyer. */
function words(available: number, lowStockAt: number): [string, string] {
  const level = stockLevel(available, lowStockAt);
  if (level === "out") return ["left. Out of stock", "No more are on their way"];
  if (level === "plenty") return ["in stock", "Dispatched tomorrow from our storeroom"];
  return [available === 1 ? "left, the last one" : "left", "No more are on their way"];
}

/** The stock figure of the chosen SKU. Screen readers get the sentence; the figure itself is for eyes. */
export function StockCount({
  sku,
  available,
  lowStockAt,
}: {
  readonly sku: string;
  readonly available: number;
  readonly lowStockAt: number;
}) {
  const level = stockLevel(available, lowStockAt);
  const [first, second] = words(available, lowStockAt);
  return (
    <div className="count" data-level={level}>
      <RollingFigure key={sku} value={available} />
      <div className="count-words">
        <strong>{first}</strong>
        <span className="small quiet">{second}</span>
        {level === "low" && <Meter filled={available} of={lowStockAt} />}
      </div>
      <span className="hidden-text" role="status">
        {stockWords(available, lowStockAt)}
      </span>
    </div>
  );
}

/** A changed figure leaves upward, the new one comes from below and keeps a fading mark. */
function RollingFigure({ value }: { readonly value: number }) {
  const [shown, setShown] = useState<{ now: number; before: number | null }>({ now: value, before: null });
  if (shown.now !== value) setShown({ now: value, before: shown.now });
  return (
    <span
      key={shown.now}
      className={shown.before === null ? "count-figure" : "count-figure changed"}
      aria-hidden="true"
    >
      {shown.before === null ? (
        shown.now
      ) : (
        <span className="roll">
          <span className="old">{shown.before}</span>
          <span className="new">{shown.now}</span>
        </span>
      )}
    </span>
  );
}

function Meter({ filled, of }: { readonly filled: number; readonly of: number }) {
  return (
    <span className="meter" aria-hidden="true">
      {Array.from({ length: of }, (_, bar) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars of a meter have no other name than their place.
        <i key={bar} className={bar < filled ? "on" : undefined} />
      ))}
    </span>
  );
}
