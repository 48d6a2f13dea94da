import type { ReactNode } from "react";

export type Column = {
  readonly name: string;
  /** Its cells are aligned like figures. */
  readonly numeric?: boolean;
  /** Its name is read out and not shown. */
  readonly hidden?: boolean;
  /** What a short name stands for. */
  readonly title?: string;
};

type Props = {
  /** Its accessible name; a table in a box or a section with a name needs none. */
  readonly label?: string;
  /** In their order. What is `false` is left out. */
  readonly columns: readonly (string | Column | false)[];
  readonly className?: string;
  /** Newer rows are on their way. */
  readonly busy?: boolean;
  /** The rows. */
  readonly children: ReactNode;
  /** Rows below them. */
  readonly foot?: ReactNode;
};

/** A table with a head, rows, and a foot if there is one. */
export function Table({ label, columns, className, busy = false, children, foot }: Props) {
  const heads = columns.filter((column) => column !== false);
  return (
    <table
      className={className === undefined ? "table" : `table ${className}`}
      aria-label={label}
      aria-busy={busy || undefined}
    >
      <thead>
        <tr>
          {heads.map((head) => {
            const column = typeof head === "string" ? { name: head } : head;
            return <ColumnHead key={column.name} {...column} />;
          })}
        </tr>
      </thead>
      <tbody>{children}</tbody>
      {foot && <tfoot>{foot}</tfoot>}
    </table>
  );
}

function ColumnHead({ name, numeric = false, hidden = false, title }: Column) {
  return (
    <th scope="col" className={numeric ? "num" : undefined}>
      {hidden ? (
        <span className="hidden-text">{name}</span>
      ) : title ? (
        <abbr title={title}>{name}</abbr>
      ) : (
        name
      )}
    </th>
  );
}
