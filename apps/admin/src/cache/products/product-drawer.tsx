"use client";

import type { CachedProduct, ProcessAnswers } from "@scarlet/domain/cache";
import { Button } from "@scarlet/ui/actions/button";
import { useQuery } from "@tanstack/react-query";
import { Trash2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { formatCount } from "../../format/numbers.ts";
import { IconButton } from "../../parts/actions/icon-button.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { StatusLabel } from "../../parts/feedback/status-label.tsx";
import { useMay } from "../../session/person-context.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { isBehind } from "../cache-copy.ts";
import { StockComparison } from "./stock-comparison.tsx";
import { usePurge } from "./use-purge.ts";

const REFRESH_INTERVAL_MS = 2_000;
/** Less often than the rest: every process has to read and answer. */
const PROBE_INTERVAL_MS = 5_000;

/**
 * The drawer with the stock of one product: in Redis, in the database, and as each API process would answer. It is not
 * modal: the page beside it stays usable.
 */
export function ProductDrawer({ productId, onClose }: { productId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const box = useRef<HTMLDivElement>(null);
  const { data: product, isError } = useQuery({
    ...trpc.cache.inspect.queryOptions({ productId }),
    refetchInterval: REFRESH_INTERVAL_MS,
  });
  const asked = useQuery({
    // It takes up to a second. Without a batch of its own, all other reads of the page would wait for it.
    ...trpc.cache.ask.queryOptions({ productId }, { trpc: { context: { alone: true } } }),
    refetchInterval: PROBE_INTERVAL_MS,
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
        {product && <Thumbnail art={product.art} size="large" />}
        <div className="drawer-words">
          <h2 className="dialog-title">{product?.title ?? "…"}</h2>
          {asked.data && <span className="quiet">{answeredWords(asked.data)}</span>}
          {product && <Agreement product={product} asked={asked.data} />}
        </div>
        <span className="push">
          <IconButton of={X} label="Close, Esc" onClick={onClose} />
        </span>
      </div>
      <div className="drawer-body">
        {isError && <p className="quiet">The API did not answer; these figures may be old.</p>}
        {product && <StockComparison product={product} asked={asked.data} failed={asked.isError} />}
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

function answeredWords({ processes }: ProcessAnswers): string {
  const answered = processes.filter(({ answer }) => answer !== null).length;
  return `${answered} of ${formatCount(processes.length, "process", "processes")} answered`;
}

/** Whether Redis, the database and the processes agree, as one label. */
function Agreement(props: { product: CachedProduct; asked: ProcessAnswers | undefined }) {
  const { cached, database } = props.product;
  const { asked } = props;
  if (asked?.processes.some(({ answer }) => answer !== null && isBehind(answer, asked.committed)))
    return (
      <StatusLabel shape="cross" tone="danger">
        A process answers older than the database
      </StatusLabel>
    );
  if (database === null)
    return (
      <StatusLabel shape="dashes" tone="mute">
        The database has no stock of it
      </StatusLabel>
    );
  if (cached === null)
    return (
      <StatusLabel shape="dashes" tone="mute">
        Not in Redis; the next read asks the database
      </StatusLabel>
    );
  if (cached.version < database.version)
    return (
      <StatusLabel shape="cross" tone="danger">
        Redis is behind the database
      </StatusLabel>
    );
  return (
    <StatusLabel shape="tick" tone="ok">
      Redis and database agree
    </StatusLabel>
  );
}
