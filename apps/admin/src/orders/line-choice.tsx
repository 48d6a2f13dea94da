import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderLine } from "@scarlet/domain/orders";
import { Minus, Plus } from "lucide-react";
import { Icon } from "../parts/icon.tsx";
import { Thumb } from "../parts/thumb.tsx";
import { figure } from "../words/figures.ts";
import type { Chosen } from "./chosen-lines.ts";

export type Choosable = { readonly line: OrderLine; readonly most: number };

/** How many of each line, between none and all there are, and what they are worth. */
export function LineChoice(props: {
  lines: readonly Choosable[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}) {
  const { lines, chosen, onChoose } = props;
  return (
    <ul className="line-choice">
      {lines.map(({ line, most }) => (
        <ChoiceRow
          key={line.sku}
          line={line}
          most={most}
          count={chosen[line.sku] ?? 0}
          onCount={(count) => onChoose({ ...chosen, [line.sku]: count })}
        />
      ))}
    </ul>
  );
}

function ChoiceRow(props: Choosable & { count: number; onCount: (count: number) => void }) {
  const { line, most, count, onCount } = props;
  const name = [line.title, ...Object.values(line.options)].join(", ");
  const choose = (wish: number) => onCount(Math.min(most, Math.max(0, wish)));
  return (
    <li>
      <div className="thing">
        <Thumb art={line.art} size="medium" />
        <div>
          <b>{line.title}</b>
          <div className="quiet small">{Object.values(line.options).join(", ")}</div>
        </div>
      </div>
      <div className="nudge">
        <button type="button" aria-label={`One less, ${name}`} onClick={() => choose(count - 1)}>
          <Icon of={Minus} />
        </button>
        <input
          aria-label={`How many, ${name}`}
          inputMode="numeric"
          autoComplete="off"
          value={count}
          onFocus={(event) => event.target.select()}
          onChange={(event) => choose(Number(event.target.value.replaceAll(/\D/g, "")))}
        />
        <button type="button" aria-label={`One more, ${name}`} onClick={() => choose(count + 1)}>
          <Icon of={Plus} />
        </button>
      </div>
      <span className="quiet">of {figure(most)}</span>
      <b className={count === 0 ? "num quiet" : "num"}>{formatMoney(line.unitPriceMinor * count)}</b>
    </li>
  );
}
