import { useId } from "react";
import { colourStyle } from "./swatches.tsx";

export type OptionChoice = {
  readonly value: string;
  readonly colour: string | undefined;
  readonly soldOut: boolean;
};

type Props = {
  readonly name: string;
  readonly chosen: string;
  readonly choices: readonly OptionChoice[];
  /** After the name of one that is sold out, for screen readers. */
  readonly soldOutLabel: string;
  readonly onChoose: (value: string) => void;
};

/** Native radios. What is sold out stays selectable: it leads to the reason and to what is still here. */
export function OptionPicker({ name, chosen, choices, soldOutLabel, onChoose }: Props) {
  const group = useId();
  return (
    <fieldset className="options">
      <legend className="options-label">
        <span>
          <b className="subheading">{name}</b> <span className="quiet">{chosen}</span>
        </span>
      </legend>
      <div className="options-row">
        {choices.map(({ value, colour, soldOut }) => (
          <label
            key={value}
            className={colour === undefined ? "option option-plain" : "option"}
            data-level={soldOut ? "out" : undefined}
            style={colourStyle(colour)}
          >
            <input
              type="radio"
              name={group}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span>{value}</span>
            {soldOut && <em className="hidden-text">{soldOutLabel}</em>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
