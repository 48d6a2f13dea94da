import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Icon } from "../layout/icon.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  of: LucideIcon;
  /** Its name, also the tooltip. */
  label: string;
  off?: boolean;
  small?: boolean;
};

/** A button that is only an icon. */
export function IconButton({
  of,
  label,
  off = false,
  small = false,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      className={className === undefined ? "tool" : `tool ${className}`}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onClick}
    >
      <Icon of={of} small={small} />
    </button>
  );
}
