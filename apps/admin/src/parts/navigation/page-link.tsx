import type { LinkProps } from "@scarlet/ui/layout/link-component";
import Link from "next/link";

/** How parts of the kit link here. Pages show stock, so none is fetched before it is wanted. */
export function PageLink(props: LinkProps) {
  return <Link {...props} prefetch={false} />;
}
