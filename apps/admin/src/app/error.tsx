"use client";

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
  return (
    <main id="main">
      <h1 className="hidden-text">Not available</h1>
      <Blank
        head="The page did not come."
        code={error.digest}
        actions={
          <Button kind="ink" onClick={() => reset()}>
            Try now
          </Button>
        }
      >
        The API did not answer. Nothing you did was lost.
      </Blank>
    </main>
  );
}
