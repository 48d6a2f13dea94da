import type { ReactNode } from "react";

type Props = {
  /** Before the sentence; the shop's dot when left out. */
  readonly mark?: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** One sentence and one action, bottom right. Never for errors. */
export function Toast({ mark = <i className="dot" />, children, action }: Props) {
  return (
    <div className="toast">
      {mark}
      <span>{children}</span>
      {action}
    </div>
  );
}
