import { Hint } from "@scarlet/ui/forms/hint";
import { AlertIcon, ClockIcon, InfoIcon } from "@scarlet/ui/layout/drawings";
import { heldCopy } from "../copy/held.ts";
import { productCopy } from "../copy/product.ts";
import { Moment } from "../format/moment.tsx";
import type { HeldPieces } from "../orders/held-pieces.ts";

type Props = {
  readonly id: string;
  readonly soldOut: boolean;
  /** What is left is on hold for this very visitor. */
  readonly held: HeldPieces | undefined;
  /** What can still be had instead. */
  readonly others: readonly string[];
  /** Why the number is what it is. */
  readonly hint: string | undefined;
  /** How long a hold lasts, in words. */
  readonly hold: string;
};

/** The line under the button: why it is as it is, or what happens next. As high, whatever it says. */
export function BuyHint({ id, soldOut, held, others, hint, hold }: Props) {
  if (soldOut && held !== undefined)
    return (
      <Hint id={id} className="buy-hint" icon={ClockIcon}>
        {heldCopy.title(held.quantity)} {heldCopy.nobodyElse.before(held.quantity)}
        <Moment at={held.order.holdExpiresAt} as="clock" />
        {heldCopy.nobodyElse.after}
      </Hint>
    );
  if (soldOut)
    return (
      <Hint id={id} className="buy-hint" icon={InfoIcon}>
        {productCopy.soldOutHint(others)}
      </Hint>
    );
  if (hint !== undefined)
    return (
      <Hint id={id} className="buy-hint" tone="warn" icon={AlertIcon} role="status">
        {hint}
      </Hint>
    );
  return (
    <Hint id={id} className="buy-hint" icon={ClockIcon}>
      {productCopy.holdHint(hold)}
    </Hint>
  );
}
