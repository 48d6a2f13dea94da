import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cachedProductsCopy } from "../copy/cache/products.ts";
import { errorsCopy } from "../copy/errors.ts";
import { useTRPC } from "../trpc/client.tsx";

/** Warms the cache: the API reads the most read products, which fills what is missing. Safe to repeat. */
export function useWarm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  const warm = useMutation(
    trpc.cache.warm.mutationOptions({
      onSuccess: (did) => showToast({ text: cachedProductsCopy.warmed(did) }),
      onError: (error) =>
        showToast({
          text: refusalOf(error)?.sentence ?? errorsCopy.noAnswerRetryHarmless,
        }),
      onSettled: () => queries.invalidateQueries(trpc.cache.pathFilter()),
    }),
  );
  return { warm: () => warm.mutate(), busy: warm.isPending };
}
