"use client";

import type { CachedProduct } from "@scarlet/domain/cache";
import { Button } from "@scarlet/ui/actions/button";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { formatNumber } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { StatusLabel } from "../../parts/feedback/status-label.tsx";
import { SearchField } from "../../parts/forms/search-field.tsx";
import { ScrollBox } from "../../parts/layout/scroll-box.tsx";
import { Section } from "../../parts/layout/section.tsx";
import { useMay } from "../../session/person-context.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import type { Health } from "../cache-copy.ts";
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
      name="Products"
      note={<>Most read first{warming.at !== null && <WarmedNote warming={warming} />}</>}
      actions={<SearchField words="Product" value={q} onFind={setQ} />}
    >
      <ScrollBox name="Cached products" busy={list.isPlaceholderData}>
        <ProductTable products={products} onInspect={inspect} />
      </ScrollBox>
      {list.data !== undefined && products.length === 0 && (
        <p className="quiet">
          {q === ""
            ? "Nobody has read a product's page lately, or there is no Redis to count it."
            : `Nothing matches “${q}” here.`}
        </p>
      )}
      {list.isError && list.data === undefined && <p className="quiet">The products did not come.</p>}
      {shown !== undefined && <ProductDrawer key={shown} productId={shown} onClose={close} />}
    </Section>
  );
}

function WarmedNote({ warming }: { warming: Health["warming"] }) {
  return (
    <>
      , {formatNumber(warming.products)} warmed {warming.at !== null && <Timestamp at={warming.at} />}
    </>
  );
}

function ProductTable(props: { products: readonly CachedProduct[]; onInspect: (id: string) => void }) {
  const mayPurge = useMay("cache.purge");
  const purge = usePurge();
  return (
    <table className="table table-cached" aria-label="Cached products">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Product</th>
          <th scope="col">Stock value</th>
          <th scope="col" className="num">
            In Redis
          </th>
          <th scope="col" className="num">
            In the database
          </th>
          <th scope="col" className="num">
            Reads
          </th>
          <th scope="col">
            <span className="hidden-text">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.products.map((product, index) => (
          <tr key={product.productId}>
            <td className="quiet">{index + 1}</td>
            <td>
              <span className="thing">
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
                aria-label={`Inspect ${product.title}`}
                onClick={() => props.onInspect(product.productId)}
              >
                Inspect
              </Button>
              {mayPurge && (
                <Button
                  kind="bare"
                  small
                  aria-label={`Purge ${product.title}`}
                  onClick={() => purge.mutate({ productId: product.productId })}
                >
                  Purge
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether the value of a product in Redis is there and as new as the one in the database. */
function CacheStatus({ product }: { product: Pick<CachedProduct, "cached" | "database"> }) {
  const { cached, database } = product;
  if (cached === null)
    return (
      <StatusLabel shape="dashes" tone="mute">
        not cached
      </StatusLabel>
    );
  if (database !== null && cached.version < database.version)
    return (
      <StatusLabel shape="cross" tone="danger">
        behind
      </StatusLabel>
    );
  return (
    <StatusLabel shape="disc" tone="ok">
      cached
    </StatusLabel>
  );
}

function versionWords(figures: CachedProduct["cached"]) {
  return figures === null ? <span className="quiet">none</span> : `version ${formatNumber(figures.version)}`;
}
