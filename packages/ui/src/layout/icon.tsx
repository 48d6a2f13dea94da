import type { ComponentType } from "react";

/** A line drawing on a 24 px grid: one of our own (`drawings.tsx`), or one of a library. */
export type IconDrawing = ComponentType<{ readonly className: string; readonly "aria-hidden": true }>;

type Props = { readonly of: IconDrawing; readonly small?: boolean };

/** A decorative icon; `small` in notices, hints and buttons. The words beside it carry the meaning. */
export function Icon({ of: Drawing, small = false }: Props) {
  return <Drawing className={small ? "icon icon-small" : "icon"} aria-hidden />;
}
