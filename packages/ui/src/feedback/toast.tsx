import type { ReactNode } from "react";

/** One sentence and one action, bottom right. Never for errors. */
export function Toast({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="toast">
      <i className="dot" />
      <span>{children}</span>
      {action}
    </div>
  );
}
