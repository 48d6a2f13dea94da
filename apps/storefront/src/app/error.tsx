"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { Button, buttonClass } from "@scarlet/ui/actions/button";
import { waitIn } from "@scarlet/ui/edge/wait-digest";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { refusalOf } from "../trpc/refusal.ts";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** The page could not be made: it is not this visitor's any more, or, most often, the API is away. */
export default function PageError({ error, reset }: Props) {
  const status = refusalOf(error)?.status;
  return status === 401 || status === 403 || status === 404 ? (
    <Ended />
  ) : (
    <Fault error={error} reset={reset} />
  );
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

/** How long to wait, when the shop was only asked too often: by this page, or by the server that made it. */
function refusedForSeconds(error: Props["error"]): number | undefined {
  const refusal = refusalOf(error);
  const { retryAfterSeconds } = refusal?.details ?? {};
  return refusal?.status === 429 && typeof retryAfterSeconds === "number"
    ? retryAfterSeconds
    : waitIn(error.digest);
}

function Fault({ error, reset }: Props) {
  const waitSeconds = refusedForSeconds(error);
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <EmptyState
      figure={
        <div className="empty-state-figure empty-state-oh" aria-hidden="true">
          Oh
          <i className="dot" />
        </div>
      }
      title={waitSeconds === undefined ? "We could not show this page." : "Too many people, one address."}
      lead={
        waitSeconds === undefined
          ? "The fault is ours. Nothing was bought and nothing was lost. Try again; if it stays, tell us this code."
          : `More was asked from where you are than the shop answers at once. Nothing was lost. Try again in ${formatWait(waitSeconds)}.`
      }
    >
      {waitSeconds === undefined && error.digest && <p className="figure small quiet">Code {error.digest}</p>}
      <div className="empty-state-actions">
        <Button kind="ink" onClick={again}>
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
