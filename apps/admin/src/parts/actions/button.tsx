import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "../layout/icon.tsx";

const KINDS = {
  plain: "",
  ink: " btn-ink",
  bare: " btn-bare",
  danger: " btn-danger",
  dangerFull: " btn-danger-full",
} as const;

type Look = {
  kind?: keyof typeof KINDS;
  small?: boolean;
  icon?: LucideIcon;
};

type ButtonProps = Look &
  Omit<ComponentProps<"button">, "aria-disabled" | "disabled"> & {
    /** The words while it works, such as "Saving": shows the spinner and takes no second click. */
    busy?: string | undefined;
    /** Why it cannot be pressed. It stays focusable and says so. */
    refused?: string | undefined;
    children?: ReactNode;
  };

/** The look of a button, for links that lead somewhere. */
export function buttonClass({ kind = "plain", small = false }: Look): string {
  return `btn${KINDS[kind]}${small ? " btn-s" : ""}`;
}

/** A button. Ink is for the one main action of a view. */
export function Button({
  kind = "plain",
  small = false,
  icon,
  busy,
  refused,
  onClick,
  className,
  children,
  ...rest
}: ButtonProps) {
  const idle = busy === undefined && refused === undefined;
  return (
    <button
      type="button"
      {...rest}
      className={
        className === undefined
          ? buttonClass({ kind, small })
          : `${buttonClass({ kind, small })} ${className}`
      }
      aria-busy={busy !== undefined || undefined}
      aria-disabled={idle ? undefined : true}
      title={refused ?? rest.title}
      onClick={idle ? onClick : (event) => event.preventDefault()}
    >
      {busy !== undefined ? <i className="spinner" aria-hidden="true" /> : icon && <Icon of={icon} small />}
      {busy ?? children}
    </button>
  );
}
