import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { mailCopy } from "../copy/mail.ts";
import { useTRPC } from "../trpc/client.tsx";

/** Lets a failed mail wait again. Safe to repeat: one that waits already is left alone. */
export function useRetryMail(subject: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  return useMutation(
    trpc.mail.retry.mutationOptions({
      onSuccess: () => showToast({ text: mailCopy.retried(subject) }),
      onError: (error) => showToast({ text: refusalOf(error)?.sentence ?? mailCopy.noAnswer, tone: "warn" }),
      onSettled: () => queries.invalidateQueries(trpc.mail.pathFilter()),
    }),
  );
}
