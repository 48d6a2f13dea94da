import { formatTimeLeft } from "@scarlet/domain/kernel";
import type { ReactNode } from "react";

export type HoldTimerState = "running" | "ending" | "ended";

type Props = {
  readonly state: HoldTimerState;
  readonly secondsLeft: number;
  /** What is left of the hold, 0 to 1. */
  readonly share: number;
  /** What runs down, for screen readers. */
  readonly label: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly action: ReactNode;
};

/** How long the things are put aside. The server decides; the screen only counts down what it was told. */
export function HoldTimer({ state, secondsLeft, share, label, title, children, action }: Props) {
  return (
    <div className="hold" data-state={state} role="timer" aria-label={label}>
      <span className="hold-time">{formatTimeLeft(secondsLeft)}</span>
      <div>
        <strong>{title}</strong>
        <p className="small quiet">{children}</p>
      </div>
      {action}
      <div className="hold-bar" aria-hidden="true">
        <i style={{ scale: `${Math.min(1, Math.max(0, share))} 1` }} />
      </div>
    </div>
  );
}
