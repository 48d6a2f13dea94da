"use client";

import { Notice } from "@scarlet/ui/feedback/notice";
import { Drawer } from "@scarlet/ui/overlays/drawer";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { cartCopy } from "../copy/cart.ts";
import { pieces } from "./rules.ts";
import { useCart } from "./use-cart.ts";
import { useDrawerContent } from "./use-drawer-content.ts";

/** What was just put in, said at the top. */
export type Added = { readonly title: string; readonly choice: string; readonly quantity: number };

const OpenContext = createContext<(added?: Added) => void>(() => undefined);

/** Opens the cart beside the page. */
export function useOpenCart(): (added?: Added) => void {
  return useContext(OpenContext);
}

/** The cart beside the page. A new page closes it. */
export function CartDrawerProvider({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  const [shown, setShown] = useState<{ path: string; added: Added | undefined }>();
  const open = useCallback((added?: Added) => setShown({ path: window.location.pathname, added }), []);
  const close = useCallback(() => setShown(undefined), []);
  const isOpen = shown?.path === path;
  return (
    <OpenContext value={open}>
      {children}
      <CartDrawer open={isOpen} onClose={close} added={shown?.added} />
    </OpenContext>
  );
}

function CartDrawer({
  open,
  onClose,
  added,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly added: Added | undefined;
}) {
  const cart = useCart();
  const count = pieces(cart);
  const content = useDrawerContent(open, count > 0);
  const title = useMemo(
    () => (
      <>
        {cartCopy.drawer.title}
        <span className="quiet figure">{count}</span>
      </>
    ),
    [count],
  );
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      closeLabel={cartCopy.drawer.close}
      foot={
        open &&
        content &&
        cart &&
        cart.lines.length > 0 && <content.DrawerFoot cart={cart} onClose={onClose} />
      }
    >
      {open && (
        <>
          {added && (
            <Notice kind="ok" title={cartCopy.drawer.added(added.title)}>
              {cartCopy.drawer.addedPieces(added.choice, added.quantity)}
            </Notice>
          )}
          {content === undefined ? (
            <p className="quiet">{cartCopy.drawer.reading}</p>
          ) : (
            <content.DrawerContent cart={cart} onClose={onClose} />
          )}
        </>
      )}
    </Drawer>
  );
}
