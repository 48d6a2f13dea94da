import { Check, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "../layout/icon.tsx";

const ICONS = { plain: Info, ok: Check, warn: TriangleAlert, danger: TriangleAlert } as const;

/** A wash, an icon and a strong first sentence. Danger interrupts, the others wait. */
export function Notice(props: {
  tone?: keyof typeof ICONS;
  head: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { tone = "plain", head, children, action } = props;
  return (
    <div
      className={tone === "plain" ? "notice" : `notice notice-${tone}`}
      role={tone === "danger" ? "alert" : "status"}
    >
      <Icon of={ICONS[tone]} />
      <div>
        <strong>{head}</strong> {children}
      </div>
      {action}
    </div>
  );
}
