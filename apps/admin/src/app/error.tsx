"use client";

import { formatWait } from "@scarlet/domain/kernel";
import { waitIn } from "@scarlet/ui/edge/wait-digest";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "../parts/actions/button.tsx";
import { EmptyState } from "../parts/feedback/empty-state.tsx";

/** The page could not be made, most often because the API is away. */
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
      // The fault was the server's: the page must be asked for anew, not only drawn anew.
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
