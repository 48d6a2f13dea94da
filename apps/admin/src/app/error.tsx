"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { Button } from "@scarlet/ui/actions/button";
import { waitIn } from "@scarlet/ui/edge/wait-digest";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { EmptyState } from "../parts/feedback/empty-state.tsx";

/** The error page: shown when a page could not be rendered, most often because the API did not answer. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const router = useRouter();
  const waitSeconds = waitIn(error.digest);
  const [trying, startTrying] = useTransition();
  const again = () =>
    startTrying(() => {
      // The error was the server's, so the data must be requested again, not only rendered again.
      router.refresh();
      reset();
    });
  return (
    <main id="main">
      <h1 className="hidden-text">Not available</h1>
      <EmptyState
        head="The page did not come."
        code={waitSeconds === undefined ? error.digest : undefined}
        actions={
          <Button kind="ink" busy={trying ? "Trying" : undefined} onClick={again}>
            Try now
          </Button>
        }
      >
        {waitSeconds === undefined
          ? "The API did not answer. Nothing you did was lost."
          : `More was asked from this address than the API answers at once. Nothing you did was lost; try again in ${formatWait(waitSeconds)}.`}
      </EmptyState>
    </main>
  );
}
