import type { LinkProps } from "@scarlet/ui/layout/link-component";

type Props = LinkProps & { readonly onClick?: React.MouseEventHandler<HTMLAnchorElement> };

/**
 * The shop's link: an anchor and nothing else, because a list has a hundred and each would cost the server and the
 * browser a component with a state. `LinkNavigation` follows all of them. Pages hold stock, so none is fetched before it
 * is wanted.
 */
export function ShopLink(props: Props) {
  return <a {...props} />;
}
