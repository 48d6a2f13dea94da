"use client";

import type { LinkProps } from "@scarlet/ui/layout/link-component";
import Link, { useLinkStatus } from "next/link";
import { useEffect } from "react";
import { endNavigation, startNavigation } from "./pending-navigation.ts";

type Props = LinkProps & { readonly onClick?: React.MouseEventHandler<HTMLAnchorElement> };

/** The shop's link. Pages hold stock, so none is fetched before it is wanted. */
export function ShopLink({ children, ...rest }: Props) {
  return (
    <Link {...rest} prefetch={false}>
      {children}
      <OnTheWay href={rest.href} />
    </Link>
  );
}

function OnTheWay({ href }: { readonly href: string }) {
  const { pending } = useLinkStatus();
  useEffect(() => {
    if (!pending) return;
    startNavigation(href);
    return () => endNavigation(href);
  }, [pending, href]);
  return null;
}
