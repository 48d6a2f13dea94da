import { TriangleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon } from "../layout/icon.tsx";

type Words = {
  label: string;
  optional?: boolean;
  error?: ReactNode;
  hint?: ReactNode;
  small?: boolean;
  className?: string;
};

function Labelled({ id, words, children }: { id: string; words: Words; children: ReactNode }) {
  const wrong = words.error !== undefined && words.error !== null;
  return (
    <div className={words.className === undefined ? "field" : `field ${words.className}`}>
      <label htmlFor={id}>
        {words.label} {words.optional && <span className="quiet">optional</span>}
      </label>
      {children}
      {wrong && (
        <p className="hint hint-danger" id={`${id}-note`}>
          <Icon of={TriangleAlert} small />
          <span>{words.error}</span>
        </p>
      )}
      {!wrong && words.hint !== undefined && (
        <p className="hint" id={`${id}-note`}>
          {words.hint}
        </p>
      )}
    </div>
  );
}

function useField(words: Words) {
  const id = useId();
  const wrong = words.error !== undefined && words.error !== null;
  const noted = wrong || words.hint !== undefined;
  return {
    id,
    common: {
      id,
      className: words.small ? "input input-s" : "input",
      "aria-invalid": wrong || undefined,
      "aria-describedby": noted ? `${id}-note` : undefined,
    },
  };
}

function split<T extends Words>({ label, optional, error, hint, small, className, ...rest }: T) {
  const words: Words = {
    label,
    error,
    hint,
    ...(optional === undefined ? {} : { optional }),
    ...(small === undefined ? {} : { small }),
    ...(className === undefined ? {} : { className }),
  };
  return { words, rest };
}

/** A line of text with its label above and its hint or fault below. */
export function TextField(props: Words & Omit<ComponentProps<"input">, "className" | "id">) {
  const { words, rest } = split(props);
  const { id, common } = useField(words);
  return (
    <Labelled id={id} words={words}>
      <input {...rest} {...common} />
    </Labelled>
  );
}

/** Several lines of text. */
export function TextArea(props: Words & Omit<ComponentProps<"textarea">, "className" | "id">) {
  const { words, rest } = split(props);
  const { id, common } = useField(words);
  return (
    <Labelled id={id} words={words}>
      <textarea {...rest} {...common} />
    </Labelled>
  );
}

/** One of a few words. */
export function SelectField(props: Words & Omit<ComponentProps<"select">, "className" | "id">) {
  const { words, rest } = split(props);
  const { id, common } = useField(words);
  return (
    <Labelled id={id} words={words}>
      <select {...rest} {...common} />
    </Labelled>
  );
}
