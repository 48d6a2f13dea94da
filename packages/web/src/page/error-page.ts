"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { retryAfterSecondsOf } from "../trpc/refusal.ts";
import { secondsInDigest } from "./retry-after-digest.ts";

/** What Next gives `error.tsx`. `digest` is all that it tells of an error on the server. */
export type PageErrorProps = {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
};

/**
 * The state of an error page: how long to wait where all that is wrong is that the API was asked too often (by this
 * page, or by the server that rendered it), and the retry. The server's part is fetched again, not only rendered.
 */
export function useErrorPage({ error, reset }: PageErrorProps) {
  const router = useRouter();
  const [isRetrying, startTransition] = useTransition();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return {
    retryAfterSeconds: retryAfterSecondsOf(error) ?? secondsInDigest(error.digest),
    isRetrying,
    retry,
  };
}
