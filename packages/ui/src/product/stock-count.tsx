"use client";

import { stockLevel } from "@scarlet/domain/catalog";
import type { ReactNode } from "react";
import { useAtMostEvery } from "./use-at-most-every.tsx";

type Props = {
  readonly sku: string;
  readonly available: number;
  readonly lowStockAt: number;
  readonly words: {
    /** Beside the figure: what it counts. */
    readonly counted: string;
    /** Below: what it means for the buyer. */
    readonly meaning: ReactNode;
    /** Figure and words in a sentence; `before` is the figure that was said last, if there was one. */
    readonly spoken: (available: number, before: number | undefined) => string;
  };
  /** At the right: whether the figure is told as it changes. */
  readonly live?: ReactNode;
};

/** A figure rolls once in so long, to the last of its values. */
const ROLL_EVERY_MS = 400;
/** Screen readers are told of changes once in so long; that the last one is gone, at once. */
const SAID_EVERY_MS = 5_000;

/** The stock figure of the chosen SKU. Screen readers get the sentence; the figure itself is for eyes. */
export function StockCount({ sku, available, lowStockAt, words, live }: Props) {
  const level = stockLevel(available, lowStockAt);
  const rolled = useAtMostEvery(available, { everyMs: ROLL_EVERY_MS, of: sku });
  const said = useAtMostEvery(available, { everyMs: SAID_EVERY_MS, of: sku, atOnce: available === 0 });
  return (
    <div className="stock-count" data-level={level}>
      <RollingFigure key={sku} now={rolled.now} before={rolled.before} />
      <div className="stock-count-text">
        <strong>{words.counted}</strong>
        <span className="small quiet">{words.meaning}</span>
        {level === "low" && <Meter filled={available} of={lowStockAt} />}
      </div>
      {live}
      {/* Always true to whoever reads it; announced only when its turn has come, by being put in anew. */}
      <span className="hidden-text" role="status" aria-live={said.now === available ? "polite" : "off"}>
        <span key={said.changes}>
          {words.spoken(available, said.now === available ? said.before : said.now)}
        </span>
      </span>
    </div>
  );
}

/** A changed figure leaves upward, the new one comes from below and keeps a fading mark. */
function RollingFigure({ now, before }: { readonly now: number; readonly before: number | undefined }) {
  return (
    <span
      key={now}
      className={before === undefined ? "stock-count-figure" : "stock-count-figure changed"}
      aria-hidden="true"
    >
      {before === undefined ? (
        now
      ) : (
        <span className="rolling-figure">
          <span className="old">{before}</span>
          <span className="new">{now}</span>
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
