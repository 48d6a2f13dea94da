"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { Button, buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { type PageErrorProps, useErrorPage } from "@scarlet/web/page/error-page";
import { refusalOf } from "@scarlet/web/trpc/refusal";

/** The page could not be made: it is not this visitor's any more, or, most often, the API is away. */
export default function PageError(props: PageErrorProps) {
  const status = refusalOf(props.error)?.status;
  return status === 401 || status === 403 || status === 404 ? <Ended /> : <Fault {...props} />;
}
/** A session that ended, or an order that went to somebody else, while the page stood open. */
function Ended() {
  return (
    <EmptyState
      figure={
        <div className="empty-state-figure figure" aria-hidden="true">
          4<i className="dot" />4
        </div>
      }
      title="This is not open here any more."
      lead="Your session has ended, or this belongs to somebody else now. Nothing was bought and nothing was lost."
    >
      <div className="empty-state-actions">
        {/* A whole new page: whatever was known of the old session must not come along. */}
        <a className={buttonClass({ kind: "ink" })} href="/sign-in">
          Sign in
        </a>
        <a className={buttonClass()} href="/">
          Back to the shop
        </a>
      </div>
    </EmptyState>
  );
}

function Fault(props: PageErrorProps) {
  const { retryAfterSeconds, retry } = useErrorPage(props);
  const { digest } = props.error;
  return (
    <EmptyState
      figure={
        <div className="empty-state-figure empty-state-oh" aria-hidden="true">
          Oh
          <i className="dot" />
        </div>
      }
      title={
        retryAfterSeconds === undefined ? "We could not show this page." : "Too many people, one address."
      }
      lead={
        retryAfterSeconds === undefined
          ? "The fault is ours. Nothing was bought and nothing was lost. Try again; if it stays, tell us this code."
          : `More was asked from where you are than the shop answers at once. Nothing was lost. Try again in ${formatWait(retryAfterSeconds)}.`
      }
    >
      {retryAfterSeconds === undefined && digest && <p className="figure small quiet">Code {digest}</p>}
      <div className="empty-state-actions">
        <Button kind="ink" onClick={retry}>
          Try again
        </Button>
        {/* A whole new page: whatever broke here must not come along. */}
        <a className={buttonClass()} href="/">
          Back to the shop
        </a>
      </div>
    </EmptyState>
  );
}
