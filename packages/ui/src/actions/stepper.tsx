import { MinusIcon, PlusIcon } from "../layout/drawings.tsx";
import { Icon } from "../layout/icon.tsx";

type Props = {
  readonly value: number;
  /** What is left to take: plus stops here. */
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly small?: boolean;
  /** Its name, and those of its two buttons. Names the thing when several steppers stand on a page. */
  readonly labels: { readonly quantity: string; readonly less: string; readonly more: string };
};

/** How many. Minus stops at 1, plus at what is left. */
export function Stepper({ value, max, onChange, small = false, labels }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would put a frame of its own around two buttons.
    <div className={small ? "stepper stepper-small" : "stepper"} role="group" aria-label={labels.quantity}>
      <button
        type="button"
        aria-label={labels.less}
        aria-disabled={value <= 1 ? true : undefined}
        onClick={() => value > 1 && onChange(value - 1)}
      >
        <Icon of={MinusIcon} small />
      </button>
      <output aria-live="polite">{value}</output>
      <button
        type="button"
        aria-label={labels.more}
        aria-disabled={value >= max ? true : undefined}
        onClick={() => value < max && onChange(value + 1)}
      >
        <Icon of={PlusIcon} small />
      </button>
    </div>
  );
}
