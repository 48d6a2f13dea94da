import { type ComponentProps, type ReactNode, useId } from "react";
import { AlertIcon } from "../layout/drawings.tsx";
import { Hint } from "./hint.tsx";

type FieldProps = {
  /** Made up when it is left out. When given, it is also the name under which the value is sent. */
  readonly id?: string | undefined;
  readonly label: string;
  /** Beside the label and quieter, such as "optional". */
  readonly labelNote?: string | undefined;
  readonly hideLabel?: boolean | undefined;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** Wrong, and a notice says why. */
  readonly wrong?: boolean | undefined;
  readonly small?: boolean | undefined;
  /** How much of a row of `.fields` it takes; the app's style sheet says what each means. */
  readonly span?: "half" | "third" | "rest" | "half keep" | "wide" | undefined;
};

type Control<Tag extends "input" | "select" | "textarea"> = Omit<
  ComponentProps<Tag>,
  keyof FieldProps | "aria-describedby" | "aria-invalid" | "className"
>;

type FrameProps = Pick<FieldProps, "label" | "labelNote" | "hideLabel" | "hint" | "error" | "span"> & {
  readonly id: string;
  readonly children: ReactNode;
};

/** A label above a control, and what is wrong with its value or helps to fill it in below. */
function FieldFrame({ id, label, labelNote, hideLabel, hint, error, span, children }: FrameProps) {
  return (
    <div className={span === undefined ? "field" : `field ${span}`}>
      <label htmlFor={id} className={hideLabel ? "hidden-text" : undefined}>
        {label}
        {labelNote !== undefined && <span className="quiet"> {labelNote}</span>}
      </label>
      {children}
      {error && (
        <Hint id={`${id}-error`} tone="danger" icon={AlertIcon}>
          {error}
        </Hint>
      )}
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
    </div>
  );
}

/** Divides props between the frame and the control, which is tied to its label, error and hint. */
function useField<P extends FieldProps>(props: P) {
  const { id: givenId, label, labelNote, hideLabel, hint, error, wrong, small, span, ...rest } = props;
  const madeUpId = useId();
  const id = givenId ?? madeUpId;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const tied = {
    id,
    "aria-invalid": error || wrong ? true : undefined,
    "aria-describedby": described || undefined,
  };
  return {
    frame: { id, label, labelNote, hideLabel, hint, error, span },
    control: { name: givenId, ...rest, ...tied },
    className: small ? "input input-small" : "input",
  };
}

/** A line of text. */
export function TextField(props: FieldProps & Control<"input">) {
  const { frame, control, className } = useField(props);
  return (
    <FieldFrame {...frame}>
      <input {...control} className={`${className} figure`} />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & Control<"textarea">) {
  const { frame, control, className } = useField(props);
  return (
    <FieldFrame {...frame}>
      <textarea {...control} className={className} />
    </FieldFrame>
  );
}

/** One of a list. */
export function SelectField(props: FieldProps & Control<"select">) {
  const { frame, control, className } = useField(props);
  return (
    <FieldFrame {...frame}>
      <select {...control} className={className} />
    </FieldFrame>
  );
}
