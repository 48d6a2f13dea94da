"use client";

import { CartIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { usePathname } from "next/navigation";
import type { MouseEvent } from "react";
import { cartCopy } from "../copy/cart.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { useOpenCart } from "./cart-drawer.tsx";
import { pieces } from "./rules.ts";
import { useCart } from "./use-cart.ts";
import { expectCart } from "./use-drawer-content.ts";

/** On these pages the cart is in sight or on its way already. */
const WITHOUT_DRAWER = ["/cart", "/checkout"];

/** The cart in the header: a link to its page, which a plain press opens beside the present one. */
export function CartButton() {
  const path = usePathname();
  const openCart = useOpenCart();
  const count = pieces(useCart());
  const openBeside = (event: MouseEvent) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (elsewhere || WITHOUT_DRAWER.includes(path)) return;
    event.preventDefault();
    openCart();
  };
  return (
    <ShopLink
      className="icon-button"
      href="/cart"
      aria-label={cartCopy.button(count)}
      onClick={openBeside}
      onPointerEnter={expectCart}
      onFocus={expectCart}
    >
      <Icon of={CartIcon} />
      {count > 0 && <span className="icon-button-count">{cartCopy.badge(count)}</span>}
    </ShopLink>
  );
}
