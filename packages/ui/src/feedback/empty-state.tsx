import type { ReactNode } from "react";

/** A page, or a list in it, that has only one thing to say: what happened, what it means, what to do. */
export function EmptyState({
  figure,
  title,
  level = 1,
  lead,
  children,
}: {
  readonly figure?: ReactNode;
  readonly title: string;
  /** The rank of its title: 1 when it is the page, 2 when the page has a title of its own. */
  readonly level?: 1 | 2;
  readonly lead?: ReactNode;
  /** What can be done about it. */
  readonly children?: ReactNode;
}) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className="wrap empty-state">
      {figure}
      <Title className="title">{title}</Title>
      {lead !== undefined && <p className="lead quiet">{lead}</p>}
      {children}
    </div>
  );
}
