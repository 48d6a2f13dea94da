"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { Button } from "@scarlet/ui/actions/button";
import { type PageErrorProps, useErrorPage } from "@scarlet/web/page/error-page";
import { EmptyState } from "../parts/feedback/empty-state.tsx";

/** The error page: shown when a page could not be rendered, most often because the API did not answer. */
export default function PageError(props: PageErrorProps) {
  const { retryAfterSeconds, isRetrying, retry } = useErrorPage(props);
  return (
    <main id="main">
      <h1 className="hidden-text">Not available</h1>
      <EmptyState
        head="The page did not come."
        code={retryAfterSeconds === undefined ? props.error.digest : undefined}
        actions={
          <Button kind="ink" busy={isRetrying ? "Trying" : undefined} onClick={retry}>
            Try now
          </Button>
        }
      >
        {retryAfterSeconds === undefined
          ? "The API did not answer. Nothing you did was lost."
          : `More was asked from this address than the API answers at once. Nothing you did was lost; try again in ${formatWait(retryAfterSeconds)}.`}
      </EmptyState>
    </main>
  );
}
