import type { ReactNode } from "react";

type Props = {
  /** A figure, a mark or a drawing above the title. Decoration. */
  readonly figure?: ReactNode;
  readonly title: string;
  /** The rank of its title: 1 when it is the page, 2 (by itself) when the page has a title of its own. */
  readonly level?: 1 | 2;
  /** What it means. */
  readonly children?: ReactNode;
  /** What can be done about it: links and buttons. */
  readonly actions?: ReactNode;
  /** The code of a fault, to be told to whoever helps. */
  readonly code?: string | undefined;
};

/** A page, or a list in it, that has only one thing to say: what happened, what it means, what to do. */
export function EmptyState({ figure, title, level = 2, children, actions, code }: Props) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className="wrap empty-state">
      {figure !== undefined && (
        <div className="empty-state-figure figure" aria-hidden="true">
          {figure}
        </div>
      )}
      <Title className="title">{title}</Title>
      {children !== undefined && <p className="lead quiet">{children}</p>}
      {code !== undefined && <p className="code figure small quiet">{code}</p>}
      {actions !== undefined && <div className="empty-state-actions">{actions}</div>}
    </div>
  );
}
