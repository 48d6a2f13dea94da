import type { ReactNode } from "react";
import { Icon, type IconDrawing } from "../layout/icon.tsx";

type Props = {
  readonly id?: string;
  readonly tone?: "plain" | "warn" | "danger";
  readonly icon?: IconDrawing;
  readonly role?: "status";
  readonly children: ReactNode;
};

/** One small line under a control. */
export function Hint({ id, tone = "plain", icon, role, children }: Props) {
  return (
    <p className={tone === "plain" ? "hint" : `hint hint-${tone}`} id={id} role={role}>
      {icon && <Icon of={icon} small />}
      <span>{children}</span>
    </p>
  );
}
