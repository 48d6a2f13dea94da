"use client";

import { goTo } from "../parts/go-to.ts";
import { Key } from "../parts/key.tsx";
import { Paging } from "../parts/paging.tsx";
import { hrefOf, INVENTORY_PAGE_SIZE, type InventoryParams } from "./search-params.ts";

type InventoryFooterProps = {
  place: InventoryParams;
  shown: number;
  total: number | undefined;
  nextCursor: string | null;
  mayAdjust: boolean;
};

/** Range, paging, and the keys one needs most. */
export function InventoryFooter({ place, shown, total, nextCursor, mayAdjust }: InventoryFooterProps) {
  return (
    <div className="foot">
      <Paging
        leaf={place}
        shown={shown}
        total={total}
        nextCursor={nextCursor}
        pageRows={INVENTORY_PAGE_SIZE}
        words={{ previous: "Previous rows", next: "Next rows" }}
        onLeaf={(leaf) => {
          goTo(hrefOf({ view: place.view, q: place.q, ...leaf }));
          window.scrollTo({ top: 0 });
        }}
      />
      <span className="only-wide row push row-wide foot-keys" aria-hidden="true">
        {mayAdjust && (
          <>
            <span>
              <Key>Enter</Key> set
            </span>
            <span>
              <Key>+</Key>
              <Key>−</Key> adjust
            </span>
          </>
        )}
        <span>
          <Key>O</Key> drawer
        </span>
        <span>
          <Key>H</Key> history
        </span>
        <span>
          <Key>?</Key> all keys
        </span>
      </span>
    </div>
  );
}
