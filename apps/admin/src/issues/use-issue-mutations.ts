import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client.tsx";

const NO_ANSWER = "The API did not answer. Press again: nothing is sent back or mailed twice.";

/** The mutations of an issue: `retry` what failed, or `close` it. Both are safe to repeat. */
export function useIssueMutations() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const settled = {
    onError: (error: unknown) => showToast({ text: refusalOf(error)?.sentence ?? NO_ANSWER, tone: "warn" }),
    onSettled: () => queries.invalidateQueries(trpc.orders.pathFilter()),
  };
  const retry = useMutation(
    trpc.orders.retryIssue.mutationOptions({
      ...settled,
      onSuccess: ({ state, orderNumber }) =>
        state === "closed"
          ? showToast({ text: `${orderNumber}: done.` })
          : showToast({ text: `${orderNumber}: not done yet. The shop goes on trying.`, tone: "warn" }),
    }),
  );
  const close = useMutation(
    trpc.orders.closeIssue.mutationOptions({
      ...settled,
      onSuccess: ({ orderNumber }) => showToast({ text: `${orderNumber}: marked as done.` }),
    }),
  );
  return { retry, close };
}
