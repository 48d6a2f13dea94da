"use client";

import { roleMay } from "@scarlet/domain/accounts";
import { Eye, Gauge, Hand, type LucideIcon, Mail, Package, Receipt, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon } from "../../parts/layout/icon.tsx";
import type { Person } from "../../session/session.ts";
import { Wordmark } from "../wordmark.tsx";
import { AccountMenu } from "./account-menu.tsx";

const PAGES = [
  { href: "/inventory", words: "Inventory", icon: Package },
  { href: "/orders", words: "Orders", icon: Receipt },
] as const;
const OPERATIONS_PAGES = [
  { href: "/holders", words: "Who holds what", icon: Hand, needs: "orders.cancel_any" },
  { href: "/cache", words: "Cache health", icon: Gauge, needs: "stock.read" },
  { href: "/mail", words: "Mail outbox", icon: Mail, needs: "mail.read" },
  { href: "/issues", words: "Issues", icon: TriangleAlert, needs: "orders.read_all" },
] as const;

type NavLinkProps = { href: string; words: string; icon: LucideIcon; path: string };

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
    <aside className="side" aria-label="Sidebar">
      <div className="brand">
        <Wordmark />
        <span className="quiet">Admin</span>
      </div>
      <nav className="nav" aria-label="Main">
        {PAGES.map((page) => (
          <NavLink key={page.href} {...page} path={path} />
        ))}
        <span className="nav-name">Running the shop</span>
        {OPERATIONS_PAGES.filter(({ needs }) => roleMay(person.role, needs)).map((page) => (
          <NavLink key={page.href} {...page} path={path} />
        ))}
      </nav>
      <div className="side-end">
        <nav className="nav" aria-label="More">
          <a href={storefrontUrl} title="Open the shop">
            <Icon of={Eye} />
            <span>Open the shop</span>
          </a>
        </nav>
        <AccountMenu person={person} />
      </div>
    </aside>
  );
}
