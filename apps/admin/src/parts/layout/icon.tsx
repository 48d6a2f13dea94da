import type { LucideIcon } from "lucide-react";

/** A lucide drawing at the admin's size and weight. Decoration: the words beside it carry the meaning. */
export function Icon({ of: Drawing, small = false }: { of: LucideIcon; small?: boolean }) {
  return <Drawing className={small ? "icon icon-small" : "icon"} aria-hidden="true" focusable="false" />;
}
