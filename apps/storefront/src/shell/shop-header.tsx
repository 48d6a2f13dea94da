"use client";

import type { Shelf } from "@scarlet/domain/catalog";
import { IconButton } from "@scarlet/ui/actions/icon-button";
import { ThemeToggle } from "@scarlet/ui/actions/theme-toggle";
import { MenuIcon, SearchIcon, UserIcon } from "@scarlet/ui/layout/drawings";
import { Header } from "@scarlet/ui/layout/header";
import { Icon } from "@scarlet/ui/layout/icon";
import { Drawer } from "@scarlet/ui/overlays/drawer";
import { usePathname } from "next/navigation";
import { useCallback, useState } from "react";
import { CartButton } from "../cart/cart-button.tsx";
import { placesCopy } from "../copy/places.ts";
import { shellCopy } from "../copy/shell.ts";
import { useCurrentShelf } from "./current-shelf.ts";
import { shortName } from "./shelf-name.ts";
import { ShopLink } from "./shop-link.tsx";
import { useSlashShortcut } from "./use-slash-shortcut.ts";

type Named = Pick<Shelf, "slug" | "name">;

/** Wordmark, shelves, search, theme, account, cart. */
export function ShopHeader({ shelves }: { readonly shelves: readonly Named[] }) {
  const path = usePathname();
  const standsOn = useCurrentShelf();
  const current = /^\/categories\/([^/]+)/.exec(path)?.[1] ?? standsOn;
  useSlashShortcut();
  return (
    <Header
      Link={ShopLink}
      home={shellCopy.home}
      nav={
        <nav className="nav" aria-label={shellCopy.shelvesNav}>
          {shelves.map(({ slug }) => (
            <ShopLink
              key={slug}
              href={`/categories/${slug}`}
              aria-current={slug === current ? "page" : undefined}
            >
              {shortName(slug)}
            </ShopLink>
          ))}
        </nav>
      }
      tools={
        <>
          <ShopLink className="icon-button" href="/search" aria-label={placesCopy.search}>
            <Icon of={SearchIcon} />
          </ShopLink>
          <ThemeToggle label={shellCopy.changeTheme} />
          <ShopLink className="icon-button" href="/account" aria-label={shellCopy.yourAccount}>
            <Icon of={UserIcon} />
          </ShopLink>
          <CartButton />
          <Menu key={path} shelves={shelves} current={current} />
        </>
      }
    />
  );
}

/** The shelves on small screens. A new page closes it, because it is keyed by the path. */
function Menu({
  shelves,
  current,
}: {
  readonly shelves: readonly Named[];
  readonly current?: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <IconButton of={MenuIcon} label={shellCopy.menu} className="only-small" onClick={() => setOpen(true)} />
      <Drawer open={open} onClose={close} title={shellCopy.menuTitle} closeLabel={shellCopy.closeMenu}>
        <nav className="menu" aria-label={shellCopy.menuTitle}>
          <ShopLink href="/products" onClick={close}>
            {placesCopy.everything}
          </ShopLink>
          {shelves.map(({ slug, name }) => (
            <ShopLink
              key={slug}
              href={`/categories/${slug}`}
              onClick={close}
              aria-current={slug === current ? "page" : undefined}
            >
              {name}
            </ShopLink>
          ))}
        </nav>
        <div className="menu-end">
          <span className="quiet">{shellCopy.lightOrDark}</span>
          <ThemeToggle label={shellCopy.changeTheme} />
        </div>
      </Drawer>
    </>
  );
}
