"use client";

import { buttonClass } from "@scarlet/ui/actions/button";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { catalogCopy } from "../copy/catalog.ts";
import { placesCopy } from "../copy/places.ts";
import { searchCopy } from "../copy/search.ts";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
import { ShopLink } from "../shell/shop-link.tsx";
import { earliest, useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { ProductCards } from "./product-cards.tsx";
import { PERHAPS, searchInput } from "./search-input.ts";
import { SlashShortcutSwitch } from "./slash-shortcut-switch.tsx";

const PAUSE_MS = 150;
const ENOUGH_LETTERS = 2;

/** Results as you type, after two letters and a short pause. The address follows, so that it can be sent on. */
export function SearchPage({ asked }: { readonly asked: string }) {
  const [text, setText] = useState(asked);
  const [wanted, setWanted] = useState(asked);
  const ask = useCallback((next: string) => {
    setWanted(next);
    window.history.replaceState(null, "", next === "" ? "/search" : `/search?q=${encodeURIComponent(next)}`);
  }, []);
  useEffect(() => {
    const next = text.trim();
    if (next === wanted || (next.length < ENOUGH_LETTERS && next !== "")) return;
    const timer = setTimeout(() => ask(next), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, wanted, ask]);
  const field = useRef<HTMLInputElement>(null);
  useFocusWhenEmpty(field, asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(text.trim());
  };
  return (
    <div className="wrap search">
      <ShopBreadcrumbs here={placesCopy.search} />
      <h1 className="hidden-text">{placesCopy.search}</h1>
      <div className="list-head">
        <search className="search-form">
          <form action="/search" onSubmit={submit}>
            <label className="hidden-text" htmlFor="q">
              {placesCopy.search}
            </label>
            <input
              className="input search-field"
              ref={field}
              id="q"
              name="q"
              type="search"
              maxLength={100}
              autoComplete="off"
              placeholder={searchCopy.placeholder}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </form>
        </search>
        <Results wanted={wanted} />
      </div>
      <Found wanted={wanted} />
      <SlashShortcutSwitch />
    </div>
  );
}

/** Whoever comes without a question comes to ask one: by the key, by the header or by an address. */
function useFocusWhenEmpty(field: RefObject<HTMLInputElement | null>, asked: string): void {
  useEffect(() => {
    if (asked === "") field.current?.focus({ preventScroll: true });
  }, [field, asked]);
}

function useFound(wanted: string) {
  const query = useTRPC().catalog.page.queryOptions(searchInput(wanted));
  const found = useQuery({ ...query, enabled: wanted !== "", placeholderData: keepPreviousData });
  useRefetchAt(query.queryKey, earliest(found.data?.items.map(({ freeAt }) => freeAt) ?? []));
  return found;
}

function Results({ wanted }: { readonly wanted: string }) {
  const { data, isPlaceholderData } = useFound(wanted);
  const some = wanted !== "" && data !== undefined && !isPlaceholderData && data.total > 0;
  const here = data?.items.filter(({ availableStock }) => availableStock > 0).length ?? 0;
  return (
    <p className="quiet figure search-count" role="status">
      {some && (
        <>
          {searchCopy.found.before(data.total)}
          <bdi>{wanted}</bdi>
          {searchCopy.found.after}
          {data.total === data.items.length && searchCopy.inStock(here)}
        </>
      )}
    </p>
  );
}

function Found({ wanted }: { readonly wanted: string }) {
  const { data, isError } = useFound(wanted);
  if (wanted === "") return <Perhaps title={catalogCopy.newOnShelves} />;
  if (isError && data === undefined) return <p className="lead quiet">{searchCopy.failed}</p>;
  if (data === undefined) return null;
  if (data.items.length > 0) return <ProductCards products={data.items} eager={4} />;
  return (
    <>
      <div className="empty-state empty-state-tight">
        <h2 className="title">
          {searchCopy.nothingCalled.before}
          <bdi>{wanted}</bdi>
          {searchCopy.nothingCalled.after}
        </h2>
        <p className="lead quiet">{searchCopy.lookedAtEveryName}</p>
        <ShopLink className={buttonClass()} href="/products">
          {placesCopy.seeWhatIsHere}
        </ShopLink>
      </div>
      <Perhaps title={catalogCopy.newOnShelves} />
    </>
  );
}

function Perhaps({ title }: { readonly title: string }) {
  const { data } = useQuery(useTRPC().catalog.page.queryOptions(PERHAPS));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="perhaps">
      <div className="section-head">
        <h2 className="heading" id="perhaps">
          {title}
        </h2>
      </div>
      <ProductCards products={data.items} />
    </section>
  );
}
