import type { ReactNode } from "react";

export type StatusTone = "plain" | "ok" | "warn" | "danger";

/** The state of an order in a word or two. */
export function StatusTag({ tone, children }: { readonly tone: StatusTone; readonly children: ReactNode }) {
  return (
    <span className={tone === "plain" ? "status figure" : `status status-${tone} figure`}>{children}</span>
  );
}
