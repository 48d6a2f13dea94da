import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../../parts/feedback/toast.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { refusalOf } from "../../trpc/refusal.ts";

/** Takes a product's value out of the cache. It changes no answer and may be done twice. */
export function usePurge() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation(
    trpc.cache.purge.mutationOptions({
      onSuccess: (product) => {
        queries.setQueryData(trpc.cache.inspect.queryKey({ productId: product.productId }), product);
        say(`${product.title} is out of the cache. The next read fills it again.`);
      },
      onError: (error) =>
        say(refusalOf(error)?.sentence ?? "The API did not answer. Trying again does no harm."),
      onSettled: (_, __, { productId }) =>
        Promise.all([
          queries.invalidateQueries(trpc.cache.products.pathFilter()),
          queries.invalidateQueries({ queryKey: trpc.cache.ask.queryKey({ productId }) }),
        ]),
    }),
  );
}
