"use client";

import type { StockCounts } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { inventoryCopy } from "../copy/inventory/list.ts";
import { listsCopy } from "../copy/lists.ts";
import { navigate } from "../parts/navigation/navigate.ts";
import { hrefOf, type InventoryParams } from "./search-params.ts";

/** In place of the grid when the view has no rows: because there are none, or because nothing matches the search. */
export function NoRows({ params, counts }: { params: InventoryParams; counts: StockCounts | undefined }) {
  if (params.q !== "") {
    const { searchAll } = inventoryCopy;
    return (
      <EmptyState
        title={listsCopy.noMatch(params.q)}
        actions={
          <>
            {params.view !== "all" && (
              <Button kind="ink" onClick={() => navigate(hrefOf({ q: params.q }))}>
                {searchAll.before}
                <bdi>{params.q}</bdi>
                {searchAll.after}
              </Button>
            )}
            <Button onClick={() => navigate(hrefOf({ view: params.view }))}>{listsCopy.clearSearch}</Button>
          </>
        }
      >
        {inventoryCopy.searchedIn(params.view, params.view === "all" ? counts?.skus : undefined)}
      </EmptyState>
    );
  }
  const { head, text } = inventoryCopy.view(params.view).empty;
  if (params.view === "all") return <EmptyState figure="0" title={head} />;
  return (
    <EmptyState
      figure="0"
      title={head}
      actions={<Button onClick={() => navigate(hrefOf({}))}>{listsCopy.showAll}</Button>}
    >
      {text}
    </EmptyState>
  );
}
