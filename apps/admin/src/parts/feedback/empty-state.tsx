import type { ReactNode } from "react";

/** A page or list with nothing to show: what happened, what it means, what to do. */
export function EmptyState(props: {
  mark?: ReactNode;
  head: string;
  children?: ReactNode;
  actions?: ReactNode;
  code?: string | undefined;
}) {
  return (
    <div className="blank">
      {props.mark !== undefined && (
        <div className="blank-mark" aria-hidden="true">
          {props.mark}
        </div>
      )}
      <h2 className="mid">{props.head}</h2>
      {props.children !== undefined && <p>{props.children}</p>}
      {props.actions !== undefined && <div className="row">{props.actions}</div>}
      {props.code !== undefined && <span className="code quiet small blank-code">{props.code}</span>}
    </div>
  );
}
