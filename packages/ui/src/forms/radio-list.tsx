import type { ReactNode } from "react";

export type RadioOption<T extends string> = {
  readonly value: T;
  readonly title: string;
  readonly text: string;
  readonly end: ReactNode;
};

type Props<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly chosen: T;
  readonly choices: readonly RadioOption<T>[];
  readonly onChoose: (value: T) => void;
};

/** Radios with a sentence each, in one frame. */
export function RadioList<T extends string>({ name, label, chosen, choices, onChoose }: Props<T>) {
  return (
    <div className="choices" role="radiogroup" aria-label={label}>
      {choices.map(({ value, title, text, end }) => (
        <label key={value} className="choice check">
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>
            <b className="subheading">{title}</b>
            <span className="quiet small choice-text">{text}</span>
          </span>
          <span className="price">{end}</span>
        </label>
      ))}
    </div>
  );
}
