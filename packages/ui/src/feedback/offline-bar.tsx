import type { ReactNode } from "react";
import { OfflineIcon } from "../layout/drawings.tsx";
import { Icon } from "../layout/icon.tsx";

type Props = {
  readonly title: string;
  /** How old the figures are, and what waits. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** Under the header while the connection is gone: a stale figure carries its time. */
export function OfflineBar({ title, children, action }: Props) {
  return (
    <div className="offline-bar" role="status">
      <div className="wrap">
        <Icon of={OfflineIcon} />
        <span>
          <strong>{title}</strong> {children}
        </span>
        {action}
      </div>
    </div>
  );
}
