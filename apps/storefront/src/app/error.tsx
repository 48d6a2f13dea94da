"use client";

import { Blank } from "@scarlet/ui/blank";
import { Button, buttonClass } from "@scarlet/ui/button";
import { useRouter } from "next/navigation";
import { startTransition } from "react";

/** The page could not be made, most often because the API is away. */
export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <Blank
      figure={
        <div className="blank-figure blank-oh" aria-hidden="true">
          Oh
          <i className="dot" />
        </div>
      }
      title="We could not show this page."
      lead="The fault is ours. Nothing was bought and nothing was lost. Try again; if it stays, tell us this code."
    >
      {error.digest && <p className="figure small quiet">Code {error.digest}</p>}
      <div className="blank-actions">
        <Button kind="ink" onClick={again}>
          Try again
        </Button>
        {/* A whole new page: whatever broke here must not come along. */}
        <a className={buttonClass()} href="/">
          Back to the shop
        </a>
      </div>
    </Blank>
  );
}
