import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { issuesCopy } from "../copy/issues.ts";
import { useTRPC } from "../trpc/client.tsx";

/** The mutations of an issue: `retry` what failed, or `close` it. Both are safe to repeat. */
export function useIssueMutations() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const settled = {
    onError: (error: unknown) =>
      showToast({ text: refusalOf(error)?.sentence ?? issuesCopy.noAnswer, tone: "warn" }),
    onSettled: () => queries.invalidateQueries(trpc.orders.pathFilter()),
  };
  const retry = useMutation(
    trpc.orders.retryIssue.mutationOptions({
      ...settled,
      onSuccess: ({ state, orderNumber }) =>
        state === "closed"
          ? showToast({ text: issuesCopy.retried(orderNumber) })
          : showToast({ text: issuesCopy.stillOpen(orderNumber), tone: "warn" }),
    }),
  );
  const close = useMutation(
    trpc.orders.closeIssue.mutationOptions({
      ...settled,
      onSuccess: ({ orderNumber }) => showToast({ text: issuesCopy.closed(orderNumber) }),
    }),
  );
  return { retry, close };
}
