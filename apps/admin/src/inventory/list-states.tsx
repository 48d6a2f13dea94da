"use client";

import type { StockCounts } from "@scarlet/domain/inventory";
import { RefreshCw } from "lucide-react";
import { counted } from "../format/numbers.ts";
import { Moment } from "../format/timestamp.tsx";
import { Button } from "../parts/actions/button.tsx";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
import { Notice } from "../parts/feedback/notice.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { refusalOf } from "../trpc/refusal.ts";
import { hrefOf, type InventoryParams } from "./search-params.ts";

const VIEW_COPY = { all: "All", low: "Low stock", out: "Out of stock", held: "Held now" } as const;

/** The first answer did not come: there is nothing to show. */
export function ListFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const refusal = refusalOf(error);
  return (
    <EmptyState
      head="The list did not come."
      code={refusal?.code}
      actions={
        <Button kind="ink" icon={RefreshCw} onClick={onRetry}>
          Try now
        </Button>
      }
    >
      {refusal?.sentence ?? "The API did not answer."} Nothing you did was lost.
    </EmptyState>
  );
}

/** A later answer did not come: the figures on the screen carry their time. */
export function OldFigures({ at, onRetry }: { at: number; onRetry: () => void }) {
  return (
    <div className="list-notice">
      <Notice
        tone="warn"
        head="The API did not answer."
        action={
          <Button small onClick={onRetry}>
            Try now
          </Button>
        }
      >
        These figures are from <Moment at={new Date(at)} as="clock" /> and may be old.
      </Notice>
    </div>
  );
}

/** The view has no rows: because there are none, or because nothing matches. */
export function NothingHere({ place, counts }: { place: InventoryParams; counts: StockCounts | undefined }) {
  if (place.q !== "") {
    return (
      <EmptyState
        head={`Nothing matches “${place.q}” here.`}
        actions={
          <>
            {place.view !== "all" && (
              <Button kind="ink" onClick={() => navigate(hrefOf({ q: place.q }))}>
                Search all for “<bdi>{place.q}</bdi>”
              </Button>
            )}
            <Button onClick={() => navigate(hrefOf({ view: place.view }))}>Clear the search</Button>
          </>
        }
      >
        You search in {VIEW_COPY[place.view]}
        {counts && place.view === "all" && <>, {counted(counts.skus, "SKU")}</>}. The search looks at
        beginnings of SKUs and of words of the name.
      </EmptyState>
    );
  }
  if (place.view === "all") return <EmptyState mark="0" head="No SKUs yet." />;
  const words = {
    low: ["Nothing is low.", "Every SKU with stock is over its low mark."],
    out: ["Nothing is out of stock.", "Every SKU has at least one piece to sell."],
    held: ["Nothing is held now.", "No open order keeps a piece aside."],
  } as const;
  const [head, means] = words[place.view];
  return (
    <EmptyState mark="0" head={head} actions={<Button onClick={() => navigate(hrefOf({}))}>Show all</Button>}>
      {means}
    </EmptyState>
  );
}
