"use client";

import type { Shelf, Sort } from "@scarlet/domain/catalog";
import { Button } from "@scarlet/ui/actions/button";
import { CloseIcon, FilterIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { Drawer } from "@scarlet/ui/overlays/drawer";
import { useCallback, useState } from "react";
import { filtersCopy } from "../copy/filters.ts";
import { Filters } from "./filters.tsx";
import { type ListParams, SORTS } from "./search-params.ts";

type Props = {
  readonly base: string;
  readonly listParams: ListParams;
  readonly shelves: readonly Shelf[];
  readonly current: string | undefined;
  readonly onChange: (change: Partial<ListParams>) => void;
  /** Undefined: nobody counted them all. */
  readonly total: number | undefined;
  readonly shown: number;
};

/** Active filters, how many there are, and the order. On phones the filters open as a sheet. */
export function FilterBar({ total, shown, ...filters }: Props) {
  const { listParams, onChange } = filters;
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const price = filtersCopy.priceRange(listParams);
  return (
    <div className="bar">
      <div className="wrap">
        <div className="bar-row">
          <button type="button" className="chip only-small" onClick={() => setOpen(true)}>
            <Icon of={FilterIcon} small />
            {filtersCopy.title}
          </button>
          {price !== undefined && (
            <button
              type="button"
              className="chip"
              aria-pressed="true"
              onClick={() => onChange({ min: undefined, max: undefined })}
            >
              <span className="figure">{price}</span>
              <Icon of={CloseIcon} small />
            </button>
          )}
          <button
            type="button"
            className="chip"
            aria-pressed={listParams.inStock}
            onClick={() => onChange({ inStock: !listParams.inStock })}
          >
            {filtersCopy.inStock}
            {listParams.inStock && <Icon of={CloseIcon} small />}
          </button>
          <div className="bar-end">
            <span className="quiet figure small only-wide" role="status">
              {total === undefined ? "" : filtersCopy.count(total)}
            </span>
            <SortChoice sort={listParams.sort} onChoose={(sort) => onChange({ sort })} />
          </div>
        </div>
      </div>
      <Drawer
        open={open}
        onClose={close}
        title={filtersCopy.title}
        closeLabel={filtersCopy.close}
        foot={
          <Button kind="ink" wide onClick={close}>
            {filtersCopy.showCount(total ?? shown)}
          </Button>
        }
      >
        {open && <Filters {...filters} prefix="sheet" />}
      </Drawer>
    </div>
  );
}

function SortChoice({ sort, onChoose }: { readonly sort: Sort; readonly onChoose: (sort: Sort) => void }) {
  return (
    <>
      <label className="hidden-text" htmlFor="sort">
        {filtersCopy.sortBy}
      </label>
      <select
        className="input input-small sort"
        id="sort"
        value={sort}
        onChange={(event) => {
          const wish = SORTS.find((each) => each === event.target.value);
          if (wish !== undefined) onChoose(wish);
        }}
      >
        {SORTS.map((each) => (
          <option key={each} value={each}>
            {filtersCopy.sorts[each]}
          </option>
        ))}
      </select>
    </>
  );
}
