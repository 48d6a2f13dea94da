import type { ReactNode } from "react";
import { Icon, type IconDrawing } from "../layout/icon.tsx";

/** What happened and what will, one thing below the other. */
export function Timeline({ children }: { readonly children: ReactNode }) {
  return <ol className="timeline">{children}</ol>;
}

export type TimelineMark = "filled" | "hollow" | "current" | "problem";

type ItemProps = {
  readonly mark: TimelineMark;
  /** A drawing in the mark. */
  readonly icon?: IconDrawing;
  /** Where things stand now. */
  readonly current?: boolean;
  readonly children: ReactNode;
  /** When it was, or when it is due. */
  readonly time?: ReactNode;
};

/** One thing that happened, or will. */
export function TimelineItem({ mark, icon, current = false, children, time }: ItemProps) {
  return (
    <li data-mark={mark} aria-current={current ? "step" : undefined}>
      <span className="timeline-mark" aria-hidden="true">
        {icon && <Icon of={icon} />}
      </span>
      <div>{children}</div>
      {time}
    </li>
  );
}
