import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderLine } from "@scarlet/domain/orders";
import { Hint } from "@scarlet/ui/forms/hint";
import { AlertIcon } from "@scarlet/ui/layout/drawings";
import { useId, useState } from "react";
import { orderDialogsCopy } from "../../copy/orders/dialogs.ts";
import { parseWholeNumber, wholeNumberError } from "../../format/whole-number.ts";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { NumberStepper } from "../../parts/forms/number-stepper.tsx";
import type { LineSelection } from "./line-selection.ts";

const { line: copy } = orderDialogsCopy;

export type Choosable = { readonly line: OrderLine; readonly most: number };

/** Chooses a quantity of each line, from 0 to `most`, and shows what they cost. */
export function LinePicker(props: {
  lines: readonly Choosable[];
  selection: LineSelection;
  onSelect: (selection: LineSelection) => void;
}) {
  const { lines, selection, onSelect } = props;
  return (
    <ul className="line-picker">
      {lines.map(({ line, most }) => (
        <ChoiceRow
          key={line.sku}
          line={line}
          most={most}
          count={selection[line.sku] ?? 0}
          onCount={(count) => onSelect({ ...selection, [line.sku]: count })}
        />
      ))}
    </ul>
  );
}

function ChoiceRow(props: Choosable & { count: number; onCount: (count: number) => void }) {
  const { line, most, count, onCount } = props;
  const name = [line.title, ...Object.values(line.options)].join(", ");
  const [typed, setTyped] = useState<string>();
  const error = typed === undefined ? undefined : quantityError(typed, most);
  const errorId = useId();
  const choose = (quantity: number) => {
    setTyped(undefined);
    onCount(Math.min(most, Math.max(0, quantity)));
  };
  /** Text that is not a valid quantity counts as 0 and stays in the field to be corrected. */
  const type = (text: string) => {
    setTyped(text);
    onCount(quantityError(text, most) === undefined ? (parseWholeNumber(text) ?? 0) : 0);
  };
  return (
    <li>
      <div className="with-thumbnail">
        <Thumbnail art={line.art} size="medium" />
        <div>
          <b>{line.title}</b>
          <div className="quiet small">{Object.values(line.options).join(", ")}</div>
        </div>
      </div>
      <NumberStepper
        less={copy.oneLess(name)}
        more={copy.oneMore(name)}
        onStep={(by) => choose(count + by)}
        wrong={error !== undefined}
        aria-label={copy.quantity(name)}
        aria-describedby={error === undefined ? undefined : errorId}
        inputMode="numeric"
        value={typed ?? count}
        onChange={(event) => type(event.target.value)}
        onBlur={() => error === undefined && setTyped(undefined)}
      />
      <span className="quiet">{copy.ofMost(most)}</span>
      <b className={count === 0 ? "num quiet" : "num"}>{formatMoney(line.unitPriceMinor * count)}</b>
      {error !== undefined && (
        <Hint className="line-picker-error" tone="danger" icon={AlertIcon} id={errorId} role="alert">
          {error}
        </Hint>
      )}
    </li>
  );
}

function quantityError(text: string, most: number): string | undefined {
  if (text.trim() === "") return undefined;
  const value = parseWholeNumber(text);
  if (value === undefined) return wholeNumberError(text);
  return value > most ? copy.tooMany(most) : undefined;
}
