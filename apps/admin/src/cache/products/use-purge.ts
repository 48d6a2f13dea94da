import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
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
        showToast({ text: `${product.title} is out of the cache. The next read fills it again.` });
      },
      onError: (error) =>
        showToast({
          text: refusalOf(error)?.sentence ?? "The API did not answer. Trying again does no harm.",
        }),
      onSettled: (_, __, { productId }) =>
        Promise.all([
          queries.invalidateQueries(trpc.cache.products.pathFilter()),
          queries.invalidateQueries({ queryKey: trpc.cache.ask.queryKey({ productId }) }),
        ]),
    }),
  );
}
