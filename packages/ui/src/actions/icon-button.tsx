import type { ComponentProps } from "react";
import { Icon, type IconDrawing } from "../layout/icon.tsx";

type Props = Omit<ComponentProps<"button">, "aria-disabled" | "aria-label" | "disabled" | "title"> & {
  readonly of: IconDrawing;
  /** Its name, also the tooltip. */
  readonly label: string;
  /** It cannot be pressed now, but stays focusable. */
  readonly off?: boolean;
  readonly small?: boolean;
};

/** A button that is only an icon. */
export function IconButton({ of, label, off = false, small = false, className, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={className === undefined ? "icon-button" : `icon-button ${className}`}
      title={label}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onClick}
    >
      <Icon of={of} small={small} />
    </button>
  );
}
