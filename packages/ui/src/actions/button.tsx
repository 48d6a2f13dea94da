import type { ComponentProps } from "react";
import { Icon, type IconDrawing } from "../layout/icon.tsx";

export type ButtonKind = "buy" | "ink" | "plain" | "bare" | "danger" | "danger-full" | "scarlet-back";
export type ButtonState = "ready" | "pending" | "done";

type Look = { readonly kind?: ButtonKind; readonly small?: boolean; readonly wide?: boolean };

/** The class names of a button, for links that look like one. */
export function buttonClass({ kind = "plain", small = false, wide = false }: Look = {}): string {
  const names = ["button"];
  if (kind !== "plain") names.push(`button-${kind}`);
  if (small) names.push("button-small");
  if (wide) names.push("button-wide");
  return names.join(" ");
}

type Props = Look &
  Omit<ComponentProps<"button">, "aria-busy" | "aria-disabled" | "disabled"> & {
    readonly state?: ButtonState;
    /** The words while it works, such as "Saving", with a spinner; it is pending then. */
    readonly busy?: string | undefined;
    /**
     * It cannot be pressed now, but stays focusable and says why: in a sentence here, or in a hint that
     * `aria-describedby` names.
     */
    readonly refused?: boolean | string | undefined;
    /** A drawing before the words. */
    readonly icon?: IconDrawing;
  };

/** One button in all its kinds and states. Presses are ignored while it is pending or refused. */
export function Button({
  kind,
  small,
  wide,
  state = "ready",
  busy,
  refused = false,
  icon,
  className,
  title,
  onClick,
  children,
  ...rest
}: Props) {
  const isRefused = refused !== false;
  const pending = state === "pending" || busy !== undefined;
  const looks = buttonClass({ ...(kind && { kind }), ...(small && { small }), ...(wide && { wide }) });
  return (
    <button
      type="button"
      {...rest}
      className={className === undefined ? looks : `${looks} ${className}`}
      title={typeof refused === "string" ? refused : title}
      data-state={busy === undefined ? state : "pending"}
      aria-busy={pending ? true : undefined}
      aria-disabled={isRefused || busy !== undefined ? true : undefined}
      onClick={(event) => {
        if (isRefused || pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy === undefined ? icon && <Icon of={icon} small /> : <Spinner />}
      {busy ?? children}
    </button>
  );
}

/** The turning ring of a pending button. */
export function Spinner() {
  return <i className="spinner" aria-hidden="true" />;
}
