import type { ReactNode } from "react";
import { AlertIcon, CheckIcon, InfoIcon } from "../layout/drawings.tsx";
import { Icon, type IconDrawing } from "../layout/icon.tsx";

export type NoticeKind = "plain" | "ok" | "warn" | "danger";
const ICONS: Readonly<Record<NoticeKind, IconDrawing>> = {
  plain: InfoIcon,
  ok: CheckIcon,
  warn: AlertIcon,
  danger: AlertIcon,
};

type Props = {
  readonly kind: NoticeKind;
  /** The fact. */
  readonly title?: string;
  /** What it means. */
  readonly children?: ReactNode;
  /** In place of the drawing of its kind. */
  readonly icon?: IconDrawing;
  readonly slim?: boolean;
  /** A second copy of a message that is read out elsewhere. */
  readonly silent?: boolean;
  /** Words that were there from the start are not announced. */
  readonly still?: boolean;
  /** A button or link at the end. */
  readonly action?: ReactNode;
};

/** Says what happened where it happened. Errors are alerts; the rest is said politely. */
export function Notice({
  kind,
  title,
  children,
  icon,
  slim = false,
  silent = false,
  still = false,
  action,
}: Props) {
  const role = silent || still ? undefined : kind === "danger" ? "alert" : "status";
  const looks = ["notice", `notice-${kind}`, ...(slim ? ["notice-slim"] : [])].join(" ");
  return (
    <div className={looks} role={role} aria-hidden={silent ? true : undefined}>
      <Icon of={icon ?? (slim && kind !== "warn" ? InfoIcon : ICONS[kind])} small={slim} />
      <div>
        {title && <strong>{title}</strong>} {children && <p>{children}</p>}
      </div>
      {action}
    </div>
  );
}
