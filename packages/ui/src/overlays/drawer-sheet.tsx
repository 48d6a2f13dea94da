import type { ReactNode } from "react";

type Props = { readonly head: ReactNode; readonly children: ReactNode; readonly foot?: ReactNode };

/** What every drawer is made of: a head and a foot that stay, and a body that scrolls between them. */
export function DrawerSheet({ head, children, foot }: Props) {
  return (
    <div className="drawer-sheet">
      <div className="drawer-head">{head}</div>
      <div className="drawer-body">{children}</div>
      {foot && <div className="drawer-foot">{foot}</div>}
    </div>
  );
}
