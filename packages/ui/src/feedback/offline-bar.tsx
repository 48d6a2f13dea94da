import type { ReactNode } from "react";
import { OfflineIcon } from "../layout/drawings.tsx";
import { Icon } from "../layout/icon.tsx";

/** Under the header while the connection is gone: a stale figure carries its time. */
export function OfflineBar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="offline" role="status">
      <div className="wrap">
        <Icon of={OfflineIcon} />
        <span>
          <strong>You are offline.</strong> {children}
        </span>
      </div>
    </div>
  );
}
