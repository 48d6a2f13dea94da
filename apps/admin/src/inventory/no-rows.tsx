"use client";

import type { StockCounts } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { formatCount } from "../format/numbers.ts";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { VIEW_COPY } from "./inventory-copy.ts";
import { hrefOf, type InventoryParams } from "./search-params.ts";

/** In place of the grid when the view has no rows: because there are none, or because nothing matches the search. */
export function NoRows({ params, counts }: { params: InventoryParams; counts: StockCounts | undefined }) {
  if (params.q !== "") {
    return (
      <EmptyState
        head={`Nothing matches “${params.q}” here.`}
        actions={
          <>
            {params.view !== "all" && (
              <Button kind="ink" onClick={() => navigate(hrefOf({ q: params.q }))}>
                Search all for “<bdi>{params.q}</bdi>”
              </Button>
            )}
            <Button onClick={() => navigate(hrefOf({ view: params.view }))}>Clear the search</Button>
          </>
        }
      >
        You search in {VIEW_COPY[params.view].name}
        {counts && params.view === "all" && <>, {formatCount(counts.skus, "SKU")}</>}. The search looks at
        beginnings of SKUs and of words of the name.
      </EmptyState>
    );
  }
  const { head, text } = VIEW_COPY[params.view].empty;
  if (params.view === "all") return <EmptyState mark="0" head={head} />;
  return (
    <EmptyState mark="0" head={head} actions={<Button onClick={() => navigate(hrefOf({}))}>Show all</Button>}>
      {text}
    </EmptyState>
  );
}
