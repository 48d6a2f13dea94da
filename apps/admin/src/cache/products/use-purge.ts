import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cachedProductsCopy } from "../../copy/cache/products.ts";
import { errorsCopy } from "../../copy/errors.ts";
import { useTRPC } from "../../trpc/client.tsx";

/** Deletes a product's value from the cache. Safe to repeat: the next read fills it from the database. */
export function usePurge() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showToast = useToast();
  return useMutation(
    trpc.cache.purge.mutationOptions({
      onSuccess: (product) => {
        queries.setQueryData(trpc.cache.inspect.queryKey({ productId: product.productId }), product);
        showToast({ text: cachedProductsCopy.purged(product.title) });
      },
      onError: (error) =>
        showToast({
          text: refusalOf(error)?.sentence ?? errorsCopy.noAnswerRetryHarmless,
        }),
      onSettled: (_, __, { productId }) =>
        Promise.all([
          queries.invalidateQueries(trpc.cache.products.pathFilter()),
          queries.invalidateQueries({ queryKey: trpc.cache.ask.queryKey({ productId }) }),
        ]),
    }),
  );
}
