import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from "react";
import { Hint } from "./hint.tsx";

type Frame = {
  readonly id: string;
  readonly label: string;
  readonly span?: "half" | "third" | "rest" | "half keep";
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Wrong, and a notice says why. */
  readonly wrong?: boolean;
  readonly hideLabel?: boolean;
};

/** What ties an input to its hint and error. */
function described({ id, hint, error, wrong }: Frame) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return { "aria-invalid": error || wrong ? true : undefined, "aria-describedby": ids || undefined };
}

function FieldFrame({ frame, children }: { readonly frame: Frame; readonly children: ReactNode }) {
  const { id, label, span, hint, error, hideLabel } = frame;
  return (
    <div className={span ? `field ${span}` : "field"}>
      <label htmlFor={id} className={hideLabel ? "hidden-text" : undefined}>
        {label}
      </label>
      {children}
      {error && (
        <Hint id={`${id}-error`} tone="danger" icon="alert">
          {error}
        </Hint>
      )}
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
    </div>
  );
}

function split<T extends Frame>(props: T) {
  const { id, label, span, hint, error, wrong, hideLabel, ...rest } = props;
  const frame: Frame = {
    id,
    label,
    error,
    ...(wrong && { wrong }),
    ...(span && { span }),
    ...(hint && { hint }),
    ...(hideLabel && { hideLabel }),
  };
  return { frame, rest };
}

/** A label, an input and what is wrong with it. */
export function Field(props: Frame & Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className">) {
  const { frame, rest } = split(props);
  return (
    <FieldFrame frame={frame}>
      <input className="input figure" id={frame.id} name={frame.id} {...described(frame)} {...rest} />
    </FieldFrame>
  );
}

/** The same for a choice from a list. */
export function SelectField(
  props: Frame &
    Omit<SelectHTMLAttributes<HTMLSelectElement>, "id" | "className"> & { readonly children: ReactNode },
) {
  const { frame, rest } = split(props);
  return (
    <FieldFrame frame={frame}>
      <select className="input" id={frame.id} name={frame.id} {...described(frame)} {...rest} />
    </FieldFrame>
  );
}
