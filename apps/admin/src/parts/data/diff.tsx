import { ArrowRight } from "lucide-react";
import { figure } from "../../format/numbers.ts";
import { Icon } from "../layout/icon.tsx";

/** Before → after, the old one muted. */
export function Diff({ from, to }: { from: number; to: number }) {
  return (
    <span className="diff">
      <s>{figure(from)}</s>
      <Icon of={ArrowRight} />
      <span className="hidden-text">to</span>
      <b>{figure(to)}</b>
    </span>
  );
}
