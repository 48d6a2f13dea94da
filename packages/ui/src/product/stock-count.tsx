"use client";

import { stockLevel } from "@scarlet/domain/catalog";
import { type ReactNode, useState } from "react";

type Props = {
  readonly sku: string;
  readonly available: number;
  readonly lowStockAt: number;
  readonly words: {
    /** Beside the figure: what it counts. */
    readonly counted: string;
    /** Below: what it means for the buyer. */
    readonly meaning: string;
    /** Figure and words in a sentence. */
    readonly spoken: string;
  };
  /** At the right: whether the figure is told as it changes. */
  readonly live?: ReactNode;
};

/** The stock figure of the chosen SKU. Screen readers get the sentence; the figure itself is for eyes. */
export function StockCount({ sku, available, lowStockAt, words, live }: Props) {
  const level = stockLevel(available, lowStockAt);
  return (
    <div className="stock-count" data-level={level}>
      <RollingFigure key={sku} value={available} />
      <div className="stock-count-text">
        <strong>{words.counted}</strong>
        <span className="small quiet">{words.meaning}</span>
        {level === "low" && <Meter filled={available} of={lowStockAt} />}
      </div>
      {live}
      <span className="hidden-text" role="status">
        {words.spoken}
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
      className={shown.before === null ? "stock-count-figure" : "stock-count-figure changed"}
      aria-hidden="true"
    >
      {shown.before === null ? (
        shown.now
      ) : (
        <span className="rolling-figure">
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
