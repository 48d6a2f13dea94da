import { Icon } from "@scarlet/ui/layout/icon";
import { ArrowRight } from "lucide-react";
import { partsCopy } from "../../copy/parts.ts";
import { formatNumber } from "../../format/numbers.ts";

/** Before → after, the old one muted. */
export function Diff({ from, to }: { from: number; to: number }) {
  return (
    <span className="diff">
      <s>{formatNumber(from)}</s>
      <Icon of={ArrowRight} />
      <span className="hidden-text">{partsCopy.to}</span>
      <b>{formatNumber(to)}</b>
    </span>
  );
}
