import type { ButtonHTMLAttributes, ReactNode } from "react";

export type ButtonKind = "buy" | "ink" | "plain" | "bare" | "danger" | "scarlet-back";
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
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "disabled"> & {
    readonly state?: ButtonState;
    /** Stays focusable and says why in a hint (`aria-describedby`); never truly disabled. */
    readonly refused?: boolean;
    readonly children: ReactNode;
  };

/** One button in all its kinds and states. Presses are ignored while it is pending or refused. */
export function Button({ kind, small, wide, state = "ready", refused = false, onClick, ...rest }: Props) {
  const idle = refused || state === "pending";
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({
        ...(kind && { kind }),
        ...(small && { small }),
        ...(wide && { wide }),
      })}
      data-state={state}
      aria-busy={state === "pending" ? true : undefined}
      aria-disabled={refused ? true : undefined}
      onClick={(event) => {
        if (idle) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

/** The turning ring of a pending button. */
export function Spinner() {
  return <i className="spinner" aria-hidden="true" />;
}
