import type { MovementKind } from "@scarlet/domain/inventory";
import { signInCopy } from "../../copy/sign-in.ts";
import { MOVEMENT_BADGES } from "../../inventory/ledger/movement-kinds.ts";
import { Diff } from "../../parts/data/diff.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { StatusLabel } from "../../parts/feedback/status-label.tsx";

type Example = {
  title: string;
  option: string;
  art: [kind: string, variant: string, seed: number];
  from: number;
  to: number;
  kind: MovementKind;
};

/** Made-up movements: nobody is signed in here, so the shop's own must not be shown. */
const EXAMPLES: readonly Example[] = [
  { title: "Pebble Cup", option: "Slate", art: ["bellycup", "slate", 101], from: 31, to: 29, kind: "sale" },
  { title: "Foundry Mug", option: "Bone", art: ["mug", "bone", 100], from: 18, to: 17, kind: "reserve" },
  { title: "Dip Tumbler", option: "Ember", art: ["tumbler", "ember", 102], from: 52, to: 50, kind: "sale" },
  {
    title: "Clearing Lamp",
    option: "Cream",
    art: ["mushroom", "cream", 110],
    from: 48,
    to: 49,
    kind: "return",
  },
  {
    title: "Harbour Teapot",
    option: "Moss",
    art: ["teapot", "moss", 104],
    from: 34,
    to: 58,
    kind: "receive",
  },
  { title: "Foundry Mug", option: "Ink", art: ["mug", "ink", 100], from: 23, to: 22, kind: "adjust" },
  { title: "Foundry Mug", option: "Moss", art: ["mug", "moss", 100], from: 54, to: 53, kind: "sale" },
];

/** A list of made-up movements beside the sign-in form. It is decoration, so screen readers do not see it. */
export function SampleMovements() {
  return (
    <ul className="roll-call" aria-hidden="true">
      {EXAMPLES.map(({ title, option, art: [kind, variant, seed], ...moved }) => (
        <li key={`${title} ${option}`}>
          <span className="thing">
            <Thumbnail art={{ kind, variant, seed }} />
            <span className="cut">
              <b>{title}</b> <span className="quiet">{option}</span>
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
