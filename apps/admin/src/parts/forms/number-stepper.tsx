import { MinusIcon, PlusIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import type { ComponentProps } from "react";

type NumberStepperProps = Omit<ComponentProps<"input">, "aria-invalid" | "className" | "onFocus"> & {
  /** The names of the buttons. */
  less: string;
  more: string;
  onStep: (by: 1 | -1) => void;
  wrong: boolean;
};

/** A number to type, with a button on each side that changes it by one. */
export function NumberStepper({ less, more, onStep, wrong, ...input }: NumberStepperProps) {
  return (
    <div className="number-stepper" data-wrong={wrong ? "" : undefined}>
      <button type="button" aria-label={less} onClick={() => onStep(-1)}>
        <Icon of={MinusIcon} />
      </button>
      <input
        autoComplete="off"
        aria-invalid={wrong || undefined}
        onFocus={(event) => event.target.select()}
        {...input}
      />
      <button type="button" aria-label={more} onClick={() => onStep(1)}>
        <Icon of={PlusIcon} />
      </button>
    </div>
  );
}
