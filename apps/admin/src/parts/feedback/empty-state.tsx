import { EmptyState as KitEmptyState } from "@scarlet/ui/feedback/empty-state";
import type { ReactNode } from "react";

/** A list with nothing to show, in the admin's order: a mark, a title, a sentence, buttons, the code of a fault. */
export function EmptyState(props: {
  mark?: ReactNode;
  head: string;
  children?: ReactNode;
  actions?: ReactNode;
  code?: string | undefined;
}) {
  const mark = props.mark !== undefined && (
    <div className="empty-state-mark" aria-hidden="true">
      {props.mark}
    </div>
  );
  return (
    <KitEmptyState level={2} figure={mark} title={props.head} lead={props.children}>
      {props.actions !== undefined && <div className="row">{props.actions}</div>}
      {props.code !== undefined && <span className="code quiet small empty-state-code">{props.code}</span>}
    </KitEmptyState>
  );
}
