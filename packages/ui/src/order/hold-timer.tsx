import type { ReactNode } from "react";

export type HoldTimerState = "running" | "ending" | "ended";

type Props = {
  readonly state: HoldTimerState;
  readonly secondsLeft: number;
  /** What is left of the hold, 0 to 1. */
  readonly share: number;
  readonly title: string;
  readonly children: ReactNode;
  readonly action: ReactNode;
};

/** Minutes and seconds, or hours when there are any: 14:32, 1:05:00. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const tail = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** How long the things are put aside. The server decides; the screen only counts down what it was told. */
export function HoldTimer({ state, secondsLeft, share, title, children, action }: Props) {
  return (
    <div className="hold" data-state={state} role="timer" aria-label="Time left on your hold">
      <span className="hold-time">{clockWords(secondsLeft)}</span>
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
