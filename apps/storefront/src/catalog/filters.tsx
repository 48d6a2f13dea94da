"use client";

import type { Shelf } from "@scarlet/domain/catalog";
import { type FormEvent, useRef } from "react";
import { filtersCopy } from "../copy/filters.ts";
import { placesCopy } from "../copy/places.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import type { ListParams } from "./search-params.ts";

type Props = {
  readonly base: string;
  readonly listParams: ListParams;
  readonly shelves: readonly Shelf[];
  readonly current: string | undefined;
  /** Names the controls apart when the filters stand twice on a page. */
  readonly prefix: string;
  readonly onChange: (change: Partial<ListParams>) => void;
};

/** Availability, shelf and price. A plain form: without JavaScript it has a button. */
export function Filters({ base, listParams, shelves, current, prefix, onChange }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    // "12,50" is told to be none, instead of being left out without a word.
    if (form.current?.reportValidity()) onChange(readForm(form.current));
  };
  return (
    <form
      ref={form}
      key={`${listParams.inStock} ${listParams.min} ${listParams.max}`}
      className="filters"
      aria-label={filtersCopy.title}
      action={base}
      onSubmit={send}
    >
      <fieldset className="filter">
        <legend>{filtersCopy.availability}</legend>
        <label className="check">
          <input
            type="checkbox"
            name="inStock"
            value="true"
            defaultChecked={listParams.inStock}
            onChange={() => send()}
          />
          {filtersCopy.inStock}
        </label>
      </fieldset>
      <ShelfLinks shelves={shelves} current={current} />
      <fieldset className="filter">
        <legend>{filtersCopy.price}</legend>
        <div className="range">
          <PriceField
            id={`${prefix}-min`}
            name="min"
            label={filtersCopy.lowestPrice}
            value={listParams.min}
            onDone={send}
          />
          <span className="quiet">{filtersCopy.priceTo}</span>
          <PriceField
            id={`${prefix}-max`}
            name="max"
            label={filtersCopy.highestPrice}
            value={listParams.max}
            onDone={send}
          />
        </div>
      </fieldset>
      {listParams.sort !== "newest" && <input type="hidden" name="sort" value={listParams.sort} />}
      <noscript>
        <button type="submit" className="button button-small">
          {filtersCopy.show}
        </button>
      </noscript>
      <button type="submit" className="hidden-text" tabIndex={-1}>
        {filtersCopy.show}
      </button>
    </form>
  );
}

function ShelfLinks({
  shelves,
  current,
}: {
  readonly shelves: readonly Shelf[];
  readonly current: string | undefined;
}) {
  const all = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  return (
    <nav className="filter" aria-label={filtersCopy.shelf}>
      <b className="subheading filter-name">{filtersCopy.shelf}</b>
      <ShopLink className="shelf" href="/products" aria-current={current === undefined ? "page" : undefined}>
        {placesCopy.everything}
        <span className="figure">{all}</span>
      </ShopLink>
      {shelves.map(({ slug, name, productCount }) => (
        <ShopLink
          key={slug}
          className="shelf"
          href={`/categories/${slug}`}
          aria-current={slug === current ? "page" : undefined}
        >
          {name}
          <span className="figure">{productCount}</span>
        </ShopLink>
      ))}
    </nav>
  );
}

function PriceField(props: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: number | undefined;
  readonly onDone: () => void;
}) {
  const { id, name, label, value, onDone } = props;
  const shown = value === undefined ? "" : `€${value}`;
  return (
    <input
      className="input input-small figure"
      id={id}
      name={name}
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      pattern="\s*€?\s*[0-9]{1,7}\s*€?\s*"
      title={filtersCopy.wholeEuros}
      placeholder="€"
      defaultValue={shown}
      onBlur={(event) => {
        if (event.target.value.replaceAll(/[€\s]/g, "") !== (value === undefined ? "" : String(value)))
          onDone();
      }}
    />
  );
}

function readForm(form: HTMLFormElement): Partial<ListParams> {
  const fields = new FormData(form);
  const price = (name: string) => {
    const value = fields.get(name);
    const text = typeof value === "string" ? value.replaceAll(/[€\s]/g, "") : "";
    return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
  };
  return { inStock: fields.get("inStock") === "true", min: price("min"), max: price("max") };
}
