import "server-only";
import type { AppRouter } from "@scarlet/trpc";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { setPageRefusal } from "../edge/page-refusal.ts";
import { retryAfterDigest } from "../page/retry-after-digest.ts";
import { pageRecord } from "../page-cache/page-record.ts";
import { pageStatusOf, refusalOf, retryAfterSecondsOf } from "./refusal.ts";

/**
 * Passes a refusal of the API on while a page is rendered: to the answer, which gets its status (429, 503; 503 too where
 * the API is away), and to the error page, which says how long to wait. An error's digest is all of a server's error that reaches the browser.
 * A page for everybody that goes without what it asked for, for whatever reason, is not kept.
 */
export const pageStatusLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error(error) {
          const record = pageRecord();
          if (record !== undefined) record.isUnsettled = true;
          setPageRefusal(pageStatusOf(error), refusalOf(error)?.details.retryAfterSeconds);
          const seconds = retryAfterSecondsOf(error);
          if (seconds !== undefined) Object.assign(error, { digest: retryAfterDigest(seconds) });
          observer.error(error);
        },
      }),
    );
