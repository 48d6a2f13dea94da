"use client";

import Link from "next/link";
import { formatNumber } from "../../format/numbers.ts";
import { navigate } from "./navigate.ts";

export type Tab = {
  readonly words: string;
  readonly href: string;
  readonly count?: number | undefined;
  readonly warn?: boolean;
};

/** The views of a list: each is an address, so that it can be kept and shared. Within the page only the list changes. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          prefetch={false}
          aria-current={tab.href === current ? "page" : undefined}
          onNavigate={(event) => {
            event.preventDefault();
            navigate(tab.href);
          }}
        >
          {tab.words}
          {tab.count !== undefined && (
            <span className={tab.warn ? "tab-count tab-count-warn" : "tab-count"}>
              {formatNumber(tab.count)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
