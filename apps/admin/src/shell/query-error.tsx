"use client";

import { Button } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { Notice } from "@scarlet/ui/feedback/notice";
import { useServerMoment } from "@scarlet/web/browser/server-clock";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { RefreshCw } from "lucide-react";
import { errorsCopy } from "../copy/errors.ts";
import { Timestamp } from "../format/timestamp.tsx";

type QueryErrorProps = {
  /** A query of React Query. */
  query: {
    readonly isError: boolean;
    readonly error: unknown;
    readonly data: unknown;
    readonly dataUpdatedAt: number;
    readonly refetch: () => Promise<unknown>;
  };
};

/**
 * The error of a query: an empty page when it has never answered, a notice over the data when a later attempt failed.
 * Shows nothing while the query has no error.
 */
export function QueryError({ query }: QueryErrorProps) {
  const retry = () => void query.refetch();
  const momentOf = useServerMoment();
  if (!query.isError) return null;
  return query.data === undefined ? (
    <LoadFailed error={query.error} onRetry={retry} />
  ) : (
    <StaleDataNotice readAt={momentOf(query.dataUpdatedAt)} onRetry={retry} />
  );
}

/** In place of data that could not be read. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const refusal = refusalOf(error);
  return (
    <EmptyState
      title={errorsCopy.listNotLoaded}
      code={refusal?.code}
      actions={
        <Button kind="ink" icon={RefreshCw} onClick={onRetry}>
          {errorsCopy.tryNow}
        </Button>
      }
    >
      {refusal?.sentence ?? errorsCopy.noAnswer} {errorsCopy.nothingLost}
    </EmptyState>
  );
}

/** Over data that could not be read again: says when it was read. */
function StaleDataNotice({ readAt, onRetry }: { readAt: Date; onRetry: () => void }) {
  const { figuresFrom } = errorsCopy;
  return (
    <div className="list-notice">
      <Notice
        kind="warn"
        title={errorsCopy.noAnswer}
        action={
          <Button small onClick={onRetry}>
            {errorsCopy.tryNow}
          </Button>
        }
      >
        {figuresFrom.before}
        <Timestamp at={readAt} as="time" />
        {figuresFrom.after}
      </Notice>
    </div>
  );
}
