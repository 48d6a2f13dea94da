import type { ReactNode } from "react";
import { Icon, type IconDrawing } from "../layout/icon.tsx";

type Props = {
  readonly id?: string;
  readonly tone?: "plain" | "warn" | "danger";
  readonly icon?: IconDrawing | undefined;
  readonly role?: "status" | "alert" | undefined;
  /** Its place among other things. */
  readonly className?: string;
  readonly children: ReactNode;
};

/** One small line under a control. */
export function Hint({ id, tone = "plain", icon, role, className, children }: Props) {
  const names = ["hint", ...(tone === "plain" ? [] : [`hint-${tone}`]), ...(className ? [className] : [])];
  return (
    <p className={names.join(" ")} id={id} role={role}>
      {icon && <Icon of={icon} small />}
      <span>{children}</span>
    </p>
  );
}
