"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { Button } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { type PageErrorProps, useErrorPage } from "@scarlet/web/page/error-page";
import { errorsCopy } from "../copy/errors.ts";

/** The error page: shown when a page could not be rendered, most often because the API did not answer. */
export default function PageError(props: PageErrorProps) {
  const { retryAfterSeconds, isRetrying, retry } = useErrorPage(props);
  return (
    <main id="main">
      <h1 className="hidden-text">{errorsCopy.pageUnavailable}</h1>
      <EmptyState
        title={errorsCopy.pageNotLoaded}
        code={retryAfterSeconds === undefined ? props.error.digest : undefined}
        actions={
          <Button kind="ink" busy={isRetrying ? errorsCopy.trying : undefined} onClick={retry}>
            {errorsCopy.tryNow}
          </Button>
        }
      >
        {retryAfterSeconds === undefined
          ? errorsCopy.noAnswerNothingLost
          : errorsCopy.askedTooOften(formatWait(retryAfterSeconds))}
      </EmptyState>
    </main>
  );
}
