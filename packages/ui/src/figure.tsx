import type { ReactNode } from "react";

/** Counts, times, codes and order numbers: tabular, lining. */
export function Figure({ children }: { readonly children: ReactNode }) {
  return <span className="figure">{children}</span>;
}
