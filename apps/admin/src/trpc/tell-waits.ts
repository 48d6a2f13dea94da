import type { AppRouter } from "@scarlet/trpc";
import { tellRefusal } from "@scarlet/ui/edge/page-refusal";
import { waitDigest } from "@scarlet/ui/edge/wait-digest";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { refusalOf } from "./refusal.ts";

/**
 * Lets the answer and the error page know that the API was only asked too often, and for how long to wait: of a
 * server's error, its digest is all that reaches the browser.
 */
export const tellWaits: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error(error) {
          const refusal = refusalOf(error);
          const { retryAfterSeconds } = refusal?.details ?? {};
          tellRefusal(refusal?.status, retryAfterSeconds);
          if (refusal?.status === 429 && typeof retryAfterSeconds === "number")
            Object.assign(error, { digest: waitDigest(retryAfterSeconds) });
          observer.error(error);
        },
      }),
    );
