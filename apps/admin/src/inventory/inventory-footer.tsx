"use client";

import { Kbd } from "../parts/actions/kbd.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { Pagination } from "../parts/navigation/pagination.tsx";
import { hrefOf, INVENTORY_PAGE_SIZE, type InventoryParams } from "./search-params.ts";

type InventoryFooterProps = {
  params: InventoryParams;
  shown: number;
  total: number | undefined;
  nextCursor: string | null;
  mayAdjust: boolean;
};

/** The footer of the list: which rows are shown, the links to other pages, and the most useful keys. */
export function InventoryFooter({ params, shown, total, nextCursor, mayAdjust }: InventoryFooterProps) {
  return (
    <div className="foot">
      <Pagination
        leaf={params}
        shown={shown}
        total={total}
        nextCursor={nextCursor}
        pageRows={INVENTORY_PAGE_SIZE}
        words={{ previous: "Previous rows", next: "Next rows" }}
        onLeaf={(leaf) => {
          navigate(hrefOf({ view: params.view, q: params.q, ...leaf }));
          window.scrollTo({ top: 0 });
        }}
      />
      <span className="only-wide row push row-wide foot-keys" aria-hidden="true">
        {mayAdjust && (
          <>
            <span>
              <Kbd>Enter</Kbd> set
            </span>
            <span>
              <Kbd>+</Kbd>
              <Kbd>−</Kbd> adjust
            </span>
          </>
        )}
        <span>
          <Kbd>O</Kbd> drawer
        </span>
        <span>
          <Kbd>H</Kbd> history
        </span>
        <span>
          <Kbd>?</Kbd> all keys
        </span>
      </span>
    </div>
  );
}
