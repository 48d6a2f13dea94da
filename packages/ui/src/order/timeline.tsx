import type { ReactNode } from "react";

export type TimelineStep = {
  readonly key: string;
  readonly state: "done" | "now" | "next" | "stopped";
  readonly name: string;
  readonly text: string;
  readonly time: ReactNode;
};

/** What happened to an order, and what will. The present step is the scarlet one. */
export function Timeline({ steps }: { readonly steps: readonly TimelineStep[] }) {
  return (
    <ol className="timeline">
      {steps.map(({ key, state, name, text, time }) => (
        <li
          key={key}
          data-state={state}
          aria-current={state === "now" || state === "stopped" ? "step" : undefined}
        >
          <div>
            <b className="subheading">{name}</b>
            <p className="quiet small">{text}</p>
          </div>
          {time}
        </li>
      ))}
    </ol>
  );
}
