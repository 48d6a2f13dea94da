import type { ReactNode } from "react";

/** A page that has only one thing to say. */
export function EmptyState({
  figure,
  title,
  lead,
  children,
}: {
  readonly figure: ReactNode;
  readonly title: string;
  readonly lead: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="wrap blank">
      {figure}
      <h1 className="title">{title}</h1>
      <p className="lead quiet">{lead}</p>
      {children}
    </div>
  );
}
