"use client";

import { roleMay } from "@scarlet/domain/accounts";
import { Icon, type IconDrawing } from "@scarlet/ui/layout/icon";
import { Eye, Gauge, Hand, Mail, Package, Receipt, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { pageNames } from "../../copy/pages.ts";
import { shellCopy } from "../../copy/shell.ts";
import type { Person } from "../../session/session.ts";
import { WordmarkLink } from "../wordmark-link.tsx";
import { AccountMenu } from "./account-menu.tsx";

const PAGES = [
  { href: "/inventory", words: pageNames.inventory, icon: Package },
  { href: "/orders", words: pageNames.orders, icon: Receipt },
] as const;
const OPERATIONS_PAGES = [
  { href: "/holders", words: pageNames.holders, icon: Hand, needs: "orders.cancel_any" },
  { href: "/cache", words: pageNames.cache, icon: Gauge, needs: "stock.read" },
  { href: "/mail", words: pageNames.mail, icon: Mail, needs: "mail.read" },
  { href: "/issues", words: pageNames.issues, icon: TriangleAlert, needs: "orders.read_all" },
] as const;

type NavLinkProps = { href: string; words: string; icon: IconDrawing; path: string };

function NavLink({ href, words, icon, path }: NavLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      title={words}
      aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}
    >
      <Icon of={icon} />
      <span>{words}</span>
    </Link>
  );
}

/** The navigation: the pages that this person's role may open, a link to the storefront, and the account menu. */
export function Sidebar({ person, storefrontUrl }: { person: Person; storefrontUrl: string }) {
  const path = usePathname();
  return (
    <aside className="sidebar" aria-label={shellCopy.sidebar}>
      <div className="sidebar-brand">
        <WordmarkLink />
        <span className="quiet">{shellCopy.admin}</span>
      </div>
      <nav className="nav" aria-label={shellCopy.mainNavigation}>
        {PAGES.map((page) => (
          <NavLink key={page.href} {...page} path={path} />
        ))}
        <span className="nav-group">{shellCopy.operations}</span>
        {OPERATIONS_PAGES.filter(({ needs }) => roleMay(person.role, needs)).map((page) => (
          <NavLink key={page.href} {...page} path={path} />
        ))}
      </nav>
      <div className="sidebar-end">
        <nav className="nav" aria-label={shellCopy.moreNavigation}>
          <a href={storefrontUrl} title={shellCopy.openShop}>
            <Icon of={Eye} />
            <span>{shellCopy.openShop}</span>
          </a>
        </nav>
        <AccountMenu person={person} />
      </div>
    </aside>
  );
}
