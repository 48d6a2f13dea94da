"use client";

import type { CachedProduct } from "@scarlet/domain/cache";
import { Button } from "@scarlet/ui/actions/button";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Table } from "@scarlet/ui/layout/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { cachedProductsCopy } from "../../copy/cache/products.ts";
import { formatNumber } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { SearchField } from "../../parts/forms/search-field.tsx";
import { ScrollBox } from "../../parts/layout/scroll-box.tsx";
import { Section } from "../../parts/layout/section.tsx";
import { useMay } from "../../session/person-context.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import type { Health } from "../health.ts";
import { ProductDrawer } from "./product-drawer.tsx";
import { usePurge } from "./use-purge.ts";

const REFRESH_INTERVAL_MS = 5_000;

/** The products that are read most, or those that match a search, with their stock in Redis and in the database. */
export function CachedProducts({ warming }: { warming: Health["warming"] }) {
  const trpc = useTRPC();
  const [q, setQ] = useState("");
  const [shown, setShown] = useState<string>();
  const opener = useRef<Element>(null);
  const list = useQuery({
    ...trpc.cache.products.queryOptions(q === "" ? {} : { q }),
    refetchInterval: REFRESH_INTERVAL_MS,
    placeholderData: keepPreviousData,
  });
  const products = list.data ?? [];
  const inspect = useCallback((id: string) => {
    opener.current = document.activeElement;
    setShown(id);
  }, []);
  const close = useCallback(() => {
    setShown(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  }, []);
  return (
    <Section
      name={cachedProductsCopy.head}
      note={
        <>
          {cachedProductsCopy.mostReadFirst}
          {warming.at !== null && <WarmedNote warming={warming} />}
        </>
      }
      actions={<SearchField words={cachedProductsCopy.search} value={q} onFind={setQ} />}
    >
      <ScrollBox name={cachedProductsCopy.table} busy={list.isPlaceholderData}>
        <ProductTable products={products} onInspect={inspect} />
      </ScrollBox>
      {list.data !== undefined && products.length === 0 && (
        <p className="quiet">{q === "" ? cachedProductsCopy.noneRead : cachedProductsCopy.noMatch(q)}</p>
      )}
      {list.isError && list.data === undefined && <p className="quiet">{cachedProductsCopy.notLoaded}</p>}
      {shown !== undefined && <ProductDrawer key={shown} productId={shown} onClose={close} />}
    </Section>
  );
}

function WarmedNote({ warming }: { warming: Health["warming"] }) {
  return (
    <>
      {cachedProductsCopy.warmedNote(warming.products)}
      {warming.at !== null && <Timestamp at={warming.at} />}
    </>
  );
}

function ProductTable(props: { products: readonly CachedProduct[]; onInspect: (id: string) => void }) {
  const mayPurge = useMay("cache.purge");
  const purge = usePurge();
  const { columns } = cachedProductsCopy;
  return (
    <Table
      label={cachedProductsCopy.table}
      className="table-cached"
      columns={[
        columns.rank,
        columns.product,
        columns.value,
        { name: columns.redis, numeric: true },
        { name: columns.database, numeric: true },
        { name: columns.reads, numeric: true },
        { name: columns.actions, hidden: true },
      ]}
    >
      {props.products.map((product, index) => (
        <tr key={product.productId}>
          <td className="quiet">{index + 1}</td>
          <td>
            <span className="with-thumbnail">
              <Thumbnail art={product.art} />
              <b>{product.title}</b>
            </span>
          </td>
          <td>
            <CacheStatus product={product} />
          </td>
          <td className="num">{versionWords(product.cached)}</td>
          <td className="num">{versionWords(product.database)}</td>
          <td className="num">{product.reads === null ? "" : formatNumber(product.reads)}</td>
          <td className="num nowrap">
            <Button
              kind="bare"
              small
              aria-label={cachedProductsCopy.inspectLabel(product.title)}
              onClick={() => props.onInspect(product.productId)}
            >
              {cachedProductsCopy.inspect}
            </Button>
            {mayPurge && (
              <Button
                kind="bare"
                small
                aria-label={cachedProductsCopy.purgeLabel(product.title)}
                onClick={() => purge.mutate({ productId: product.productId })}
              >
                {cachedProductsCopy.purge}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Whether the value of a product in Redis is there and as new as the one in the database. */
function CacheStatus({ product }: { product: Pick<CachedProduct, "cached" | "database"> }) {
  const { cached, database } = product;
  const { status } = cachedProductsCopy;
  if (cached === null)
    return (
      <StatusLabel shape="dashes" tone="mute">
        {status.notCached}
      </StatusLabel>
    );
  if (database !== null && cached.version < database.version)
    return (
      <StatusLabel shape="cross" tone="danger">
        {status.behind}
      </StatusLabel>
    );
  return (
    <StatusLabel shape="disc" tone="ok">
      {status.cached}
    </StatusLabel>
  );
}

function versionWords(figures: CachedProduct["cached"]) {
  if (figures === null) return <span className="quiet">{cachedProductsCopy.none}</span>;
  return cachedProductsCopy.version(figures.version);
}
