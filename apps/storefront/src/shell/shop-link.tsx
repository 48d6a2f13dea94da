import type { LinkProps } from "@scarlet/ui/layout/link-component";

type Handlers = Pick<React.ComponentProps<"a">, "onClick" | "onPointerEnter" | "onFocus">;

/**
 * The shop's link: an anchor and nothing else, because a list has a hundred and each would cost the server and the
 * browser a component with a state. `LinkNavigation` follows all of them. Pages hold stock, so none is fetched before it
 * is wanted.
 */
export function ShopLink(props: LinkProps & Handlers) {
  return <a {...props} />;
}
