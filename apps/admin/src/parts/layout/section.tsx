import { type ReactNode, useId } from "react";

/** A line, a name, and what belongs to it. */
export function Section({
  name,
  note,
  actions,
  children,
}: {
  name: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 className="section-name" id={id}>
          {name}
        </h2>
        {note !== undefined && <span className="quiet small">{note}</span>}
        {actions !== undefined && <span className="push row">{actions}</span>}
      </div>
      {children}
    </section>
  );
}
