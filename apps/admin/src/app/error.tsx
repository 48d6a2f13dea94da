"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Blank } from "../parts/blank.tsx";
import { Button } from "../parts/button.tsx";

/** The page could not be made, most often because the API is away. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const router = useRouter();
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
      <Blank
        head="The page did not come."
        code={error.digest}
        actions={
          <Button kind="ink" busy={trying ? "Trying" : undefined} onClick={again}>
            Try now
          </Button>
        }
      >
        The API did not answer. Nothing you did was lost.
      </Blank>
    </main>
  );
}
