"use client";

import type { CachedProduct, ProcessAnswers } from "@scarlet/domain/cache";
import { Button } from "@scarlet/ui/actions/button";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Hint } from "@scarlet/ui/forms/hint";
import { SideDrawer } from "@scarlet/ui/overlays/side-drawer";
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { cacheFigures } from "../../copy/cache/figures.ts";
import { cachedProductsCopy } from "../../copy/cache/products.ts";
import { errorsCopy } from "../../copy/errors.ts";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { useMay } from "../../session/person-context.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { isBehind } from "../health.ts";
import { StockComparison } from "./stock-comparison.tsx";
import { usePurge } from "./use-purge.ts";

const { drawer: copy } = cachedProductsCopy;
const REFRESH_INTERVAL_MS = 2_000;
/** Less often than the rest: every process has to read and answer. */
const PROBE_INTERVAL_MS = 5_000;

/**
 * The drawer with the stock of one product: in Redis, in the database, and as each API process would answer. It is not
 * modal: the page beside it stays usable.
 */
export function ProductDrawer({ productId, onClose }: { productId: string; onClose: () => void }) {
  const trpc = useTRPC();
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
  return (
    <SideDrawer
      label={product?.title ?? copy.label}
      title={product?.title ?? cacheFigures.notYet}
      lead={
        <>
          {asked.data && <span className="quiet">{answeredWords(asked.data)}</span>}
          {product && <Agreement product={product} asked={asked.data} />}
        </>
      }
      picture={product && <Thumbnail art={product.art} size="large" />}
      closeLabel={copy.close}
      onClose={onClose}
      takesFocus
      foot={
        product &&
        mayPurge && (
          <>
            <Button
              icon={Trash2}
              busy={purge.isPending ? cachedProductsCopy.purging : undefined}
              onClick={() => purge.mutate({ productId })}
            >
              {cachedProductsCopy.purgeLabel(product.title)}
            </Button>
            <Hint>{cachedProductsCopy.purgeIsSafe}</Hint>
          </>
        )
      }
    >
      {isError && <p className="quiet">{errorsCopy.noAnswerFiguresOld}</p>}
      {product && <StockComparison product={product} asked={asked.data} failed={asked.isError} />}
    </SideDrawer>
  );
}

function answeredWords({ processes }: ProcessAnswers): string {
  const answered = processes.filter(({ answer }) => answer !== null).length;
  return copy.answered(answered, processes.length);
}

/** Whether Redis, the database and the processes agree, as one label. */
function Agreement(props: { product: CachedProduct; asked: ProcessAnswers | undefined }) {
  const { cached, database } = props.product;
  const { asked } = props;
  if (asked?.processes.some(({ answer }) => answer !== null && isBehind(answer, asked.committed)))
    return (
      <StatusLabel shape="cross" tone="danger">
        {copy.processBehind}
      </StatusLabel>
    );
  if (database === null)
    return (
      <StatusLabel shape="dashes" tone="mute">
        {copy.noStock}
      </StatusLabel>
    );
  if (cached === null)
    return (
      <StatusLabel shape="dashes" tone="mute">
        {copy.notCached}
      </StatusLabel>
    );
  if (cached.version < database.version)
    return (
      <StatusLabel shape="cross" tone="danger">
        {copy.redisBehind}
      </StatusLabel>
    );
  return (
    <StatusLabel shape="tick" tone="ok">
      {copy.agree}
    </StatusLabel>
  );
}
