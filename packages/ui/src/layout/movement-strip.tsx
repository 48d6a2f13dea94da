import { type ReactNode, useState } from "react";

export type StripMovement = { readonly id: string; readonly name: string; readonly figures: string };

type Props = {
  /** What it is, and what is said behind that while it is told as it happens. */
  readonly label: ReactNode;
  readonly liveLabel: ReactNode;
  readonly live: boolean;
  /** Newest first. */
  readonly movements: readonly StripMovement[];
};

/** The latest movements of stock above the header. For eyes: nothing in it is needed, and it changes by itself. */
export function MovementStrip({ label, liveLabel, live, movements }: Props) {
  const newest = movements[0]?.id;
  const [first] = useState(newest);
  return (
    <div className="movement-strip" data-state={live ? "live" : "waiting"}>
      <div className="wrap movement-strip-row">
        <i className={live ? "dot" : "dot dot-ring"} aria-hidden="true" />
        <span>
          {label}
          {/* It keeps its room, or the list would jump. */}
          <span className="movement-strip-live">{liveLabel}</span>
        </span>
        <div className="movement-strip-list" aria-hidden="true">
          <ul key={newest} className={newest === first ? undefined : "movement-strip-shifted"}>
            {movements.map(({ id, name, figures }) => (
              <li key={id}>
                {name} <b>{figures}</b>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
