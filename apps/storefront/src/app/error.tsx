"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { Button, buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { type PageErrorProps, useErrorPage } from "@scarlet/web/page/error-page";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { errorsCopy } from "../copy/errors.ts";
import { placesCopy } from "../copy/places.ts";
import { NotFoundFigure } from "../shell/not-found-figure.tsx";

/** The page could not be made: it is not this visitor's any more, or, most often, the API is away. */
export default function PageError(props: PageErrorProps) {
  const status = refusalOf(props.error)?.status;
  return status === 401 || status === 403 || status === 404 ? <Ended /> : <Fault {...props} />;
}
/** A session that ended, or an order that went to somebody else, while the page stood open. */
function Ended() {
  return (
    <EmptyState
      level={1}
      figure={<NotFoundFigure />}
      title={errorsCopy.ended.title}
      actions={
        <>
          {/* A whole new page: whatever was known of the old session must not come along. */}
          <a className={buttonClass({ kind: "ink" })} href="/sign-in" target="_self">
            {placesCopy.signIn}
          </a>
          <a className={buttonClass()} href="/" target="_self">
            {placesCopy.backToShop}
          </a>
        </>
      }
    >
      {errorsCopy.ended.text}
    </EmptyState>
  );
}

function Fault(props: PageErrorProps) {
  const { retryAfterSeconds, retry } = useErrorPage(props);
  const { digest } = props.error;
  const { title, text } =
    retryAfterSeconds === undefined ? errorsCopy.fault : errorsCopy.tooMany(formatWait(retryAfterSeconds));
  return (
    <EmptyState
      level={1}
      figure={
        <span className="empty-state-word">
          {errorsCopy.oh}
          <i className="dot" />
        </span>
      }
      title={title}
      code={retryAfterSeconds === undefined && digest ? errorsCopy.code(digest) : undefined}
      actions={
        <>
          <Button kind="ink" onClick={retry}>
            {errorsCopy.tryAgain}
          </Button>
          {/* A whole new page: whatever broke here must not come along. */}
          <a className={buttonClass()} href="/" target="_self">
            {placesCopy.backToShop}
          </a>
        </>
      }
    >
      {text}
    </EmptyState>
  );
}
