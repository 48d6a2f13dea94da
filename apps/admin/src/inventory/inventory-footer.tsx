"use client";

import { inventoryCopy } from "../copy/inventory/list.ts";
import { keyCaps } from "../copy/key-caps.ts";
import { SortAgain } from "../lists/sort-again.tsx";
import { Kbd } from "../parts/actions/kbd.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { Pagination } from "../parts/navigation/pagination.tsx";
import { hrefOf, INVENTORY_PAGE_SIZE, type InventoryParams } from "./search-params.ts";

type InventoryFooterProps = {
  params: InventoryParams;
  shown: number;
  total: number | undefined;
  nextCursor: string | null;
  moved: number;
  onSort: () => Promise<void>;
  mayAdjust: boolean;
};

/** The footer of the list: which rows are shown, the links to other pages, and the most useful keys. */
export function InventoryFooter(props: InventoryFooterProps) {
  const { params, shown, total, nextCursor, mayAdjust } = props;
  const { keys } = inventoryCopy;
  return (
    <div className="list-footer">
      <Pagination
        leaf={params}
        shown={shown}
        total={total}
        nextCursor={nextCursor}
        pageRows={INVENTORY_PAGE_SIZE}
        words={{ previous: inventoryCopy.previousRows, next: inventoryCopy.nextRows }}
        onLeaf={(leaf) => {
          navigate(hrefOf({ view: params.view, q: params.q, ...leaf }));
          window.scrollTo({ top: 0 });
        }}
      />
      <SortAgain moved={props.moved} onSort={props.onSort} />
      <span className="only-wide row push row-wide list-footer-keys" aria-hidden="true">
        {mayAdjust && (
          <>
            <span>
              <Kbd>{keyCaps.enter}</Kbd> {keys.set}
            </span>
            <span>
              <Kbd>{keyCaps.plus}</Kbd>
              <Kbd>{keyCaps.minus}</Kbd> {keys.adjust}
            </span>
          </>
        )}
        <span>
          <Kbd>{keyCaps.drawer}</Kbd> {keys.drawer}
        </span>
        <span>
          <Kbd>{keyCaps.history}</Kbd> {keys.history}
        </span>
        <span>
          <Kbd>{keyCaps.allKeys}</Kbd> {keys.all}
        </span>
      </span>
    </div>
  );
}
