"use client";

import type { DeskProduct } from "@scarlet/domain/inventory";
import { useQuery } from "@tanstack/react-query";
import { Trash2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../parts/button.tsx";
import { State } from "../parts/state.tsx";
import { Thumb } from "../parts/thumb.tsx";
import { Tool } from "../parts/tool.tsx";
import { useMay } from "../session/person-context.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { figure } from "../words/figures.ts";
import { Moment } from "../words/moment.tsx";
import { usePurge } from "./use-purge.ts";

const LOOK_AGAIN_MS = 2_000;

/** One product side by side: as Redis has it, and as the database has it. The page stays usable beside it. */
export function ProductDrawer({ productId, onClose }: { productId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const box = useRef<HTMLDivElement>(null);
  const { data: product, isError } = useQuery({
    ...trpc.cache.inspect.queryOptions({ productId }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const mayPurge = useMay("cache.purge");
  const purge = usePurge();
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <div
      ref={box}
      className="drawer"
      role="dialog"
      aria-modal="false"
      aria-label={product?.title ?? "Product in the cache"}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="drawer-head">
        {product && <Thumb art={product.art} size="large" />}
        <div className="drawer-words">
          <h2 className="dialog-title">{product?.title ?? "…"}</h2>
          {product && <Agreement product={product} />}
        </div>
        <span className="push">
          <Tool of={X} label="Close, Esc" onClick={onClose} />
        </span>
      </div>
      <div className="drawer-body">
        {isError && <p className="quiet">The API did not answer; these figures may be old.</p>}
        {product && <SideBySide product={product} />}
      </div>
      {product && mayPurge && (
        <div className="drawer-foot">
          <Button
            icon={Trash2}
            busy={purge.isPending ? "Purging" : undefined}
            onClick={() => purge.mutate({ productId })}
          >
            Purge {product.title}
          </Button>
          <span className="hint">The next read fills it again. Safe at any time.</span>
        </div>
      )}
    </div>
  );
}

function Agreement({ product: { cached, database } }: { product: DeskProduct }) {
  if (database === null)
    return (
      <State shape="dashes" tone="mute">
        The database has no stock of it
      </State>
    );
  if (cached === null)
    return (
      <State shape="dashes" tone="mute">
        Not in Redis; the next read asks the database
      </State>
    );
  if (cached.version < database.version)
    return (
      <State shape="cross" tone="danger">
        Redis is behind the database
      </State>
    );
  return (
    <State shape="tick" tone="ok">
      Redis and database agree
    </State>
  );
}

function SideBySide({ product }: { product: DeskProduct }) {
  const rows = [
    { name: "Redis", figures: product.cached },
    { name: "Database", figures: product.database },
  ];
  return (
    <section className="stack" aria-label="Stock value">
      <h3 className="sec-name">Stock value</h3>
      <div className="scroll">
        <table className="table" aria-label="Stock value in Redis and in the database">
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-text">Where</span>
              </th>
              <th scope="col" className="num">
                Version
              </th>
              <th scope="col" className="num">
                On hand
              </th>
              <th scope="col" className="num">
                Available
              </th>
              <th scope="col">Until</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, figures }) => (
              <tr key={name}>
                <td>{name}</td>
                <td className="num">
                  {figures ? figure(figures.version) : <span className="quiet">none</span>}
                </td>
                <td className="num">{figures && figure(figures.onHand)}</td>
                <td className="num">{figures && figure(figures.available)}</td>
                <td className="quiet">
                  {figures?.freeAt ? <Moment at={figures.freeAt} as="clock" /> : figures && "the next change"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">
        All SKUs of the product together. “Until” is the end of the nearest hold: from then on the value in
        Redis counts no more.
      </p>
    </section>
  );
}
