import type { MovementKind } from "@scarlet/domain/inventory";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { signInCopy } from "../../copy/sign-in.ts";
import { MOVEMENT_BADGES } from "../../inventory/ledger/movement-kinds.ts";
import { Diff } from "../../parts/data/diff.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";

type Example = {
  product: keyof typeof signInCopy.samples.products;
  option: keyof typeof signInCopy.samples.options;
  seed: number;
  from: number;
  to: number;
  kind: MovementKind;
};

/** Made-up movements: nobody is signed in here, so the shop's own must not be shown. A product is named by its drawing. */
const EXAMPLES: readonly Example[] = [
  { product: "bellycup", option: "slate", seed: 101, from: 31, to: 29, kind: "sale" },
  { product: "mug", option: "bone", seed: 100, from: 18, to: 17, kind: "reserve" },
  { product: "tumbler", option: "ember", seed: 102, from: 52, to: 50, kind: "sale" },
  { product: "mushroom", option: "cream", seed: 110, from: 48, to: 49, kind: "return" },
  { product: "teapot", option: "moss", seed: 104, from: 34, to: 58, kind: "receive" },
  { product: "mug", option: "ink", seed: 100, from: 23, to: 22, kind: "adjust" },
  { product: "mug", option: "moss", seed: 100, from: 54, to: 53, kind: "sale" },
];

/** A list of made-up movements beside the sign-in form. It is decoration, so screen readers do not see it. */
export function SampleMovements() {
  const { products, options } = signInCopy.samples;
  return (
    <ul className="sample-movements" aria-hidden="true">
      {EXAMPLES.map(({ product, option, seed, ...moved }) => (
        <li key={`${product} ${option}`}>
          <span className="with-thumbnail">
            <Thumbnail art={{ kind: product, variant: option, seed }} />
            <span className="truncate">
              <b>{products[product]}</b> <span className="quiet">{options[option]}</span>
            </span>
          </span>
          <Diff from={moved.from} to={moved.to} />
          <StatusLabel shape={MOVEMENT_BADGES[moved.kind].shape} tone={MOVEMENT_BADGES[moved.kind].tone}>
            {signInCopy.movement(moved.kind)}
          </StatusLabel>
        </li>
      ))}
    </ul>
  );
}
