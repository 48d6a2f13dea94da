import { type Breadcrumb, Breadcrumbs } from "@scarlet/ui/layout/breadcrumbs";
import { placesCopy } from "../copy/places.ts";
import { shellCopy } from "../copy/shell.ts";
import { ShopLink } from "./shop-link.tsx";

type Props = {
  /** The pages between the first one and this one. */
  readonly trail?: readonly Breadcrumb[];
  readonly here: string;
};

/** The way from the shop's first page to this one. */
export function ShopBreadcrumbs({ trail = [], here }: Props) {
  return (
    <Breadcrumbs
      label={shellCopy.youAreHere}
      trail={[{ name: placesCopy.home, href: "/" }, ...trail]}
      here={here}
      Link={ShopLink}
    />
  );
}
