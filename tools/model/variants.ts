/** A model with its switches, and what an exhaustive search must find. */
export type Variant = {
  readonly model: "epochs" | "two-skus";
  readonly flags: readonly string[];
  readonly expect: "holds" | "violated";
  /** Seconds on a quiet core are below ten; the others take minutes and gigabytes. */
  readonly small: boolean;
};

const epochs = (expect: Variant["expect"], words: string, small = true): Variant =>
  variant("epochs", expect, words, small);
const skus = (expect: Variant["expect"], words: string, small = true): Variant =>
  variant("two-skus", expect, words, small);

function variant(model: Variant["model"], expect: Variant["expect"], words: string, small: boolean): Variant {
  return { model, expect, small, flags: words.split(" ").filter(Boolean) };
}

/** Each claim of docs/cache.md with its mutants: an ingredient taken away must be found. */
export const VARIANTS: readonly Variant[] = [
  epochs("violated", "NO_FENCE READERS=1"),
  epochs("violated", "FENCE_AFTER READERS=1"),
  epochs("holds", "CRASH END ABORT READERS=1 EVENTS=2"),
  epochs("violated", "END SHORT_FENCE READERS=1"),
  epochs("violated", "NO_CONFLICT READERS=1"),
  epochs("violated", "ABORT ABORT_PUBLISHES READERS=1"),
  epochs("violated", "END KEEP_LEASE READERS=1 EVENTS=2"),
  epochs("holds", "JOIN END READERS=1 EVENTS=1"),
  epochs("violated", "END JOIN ANY_JOINER READERS=1 EVENTS=2"),
  epochs("violated", "END JOIN LATE_JOINER READERS=1 EVENTS=1"),
  epochs("violated", "JOIN SHARE_HIT READERS=1"),
  epochs("holds", "EMPTY READERS=1 EVENTS=2"),
  epochs("violated", "EMPTY END NO_GUARD READERS=1"),
  epochs("holds", "OTHER READERS=1 EVENTS=2"),
  epochs("violated", "OTHER ANY_WRITER READERS=1 EVENTS=1"),
  epochs("violated", "OTHER ANY_READER READERS=1 EVENTS=2"),
  epochs("holds", "READONLY READERS=1 EVENTS=2"),
  epochs("violated", "READONLY END REFUSED_COUNTS READERS=1 EVENTS=2"),
  epochs("violated", "CUT CONTROL NO_VIEW READERS=1 EVENTS=2"),
  epochs("violated", "CUT CONTROL OTHER_EPOCH READERS=1 EVENTS=1"),
  epochs("violated", "CUT CONTROL RULE1 READERS=1 EVENTS=1"),
  epochs("violated", "CUT CONTROL RULE2 READERS=1 EVENTS=1"),
  epochs("violated", "CUT CONTROL RULE3 READERS=1 EVENTS=1"),
  epochs("violated", "CUT CONTROL RULE4 READERS=1 EVENTS=1"),
  epochs("violated", "CONTROL BY_HAND RULE5 READERS=1"),
  epochs("violated", "EMPTY CONTROL BY_HAND RULE6 READERS=1 EVENTS=1"),
  skus("holds", "CALM"),
  skus("holds", "EVENTS=2"),
  skus("violated", "CALM SUM_VERSION"),
  skus("violated", "CALM READ_BEFORE"),
  skus("violated", "NO_HIGHEST EVENTS=2"),
  skus("violated", "NO_SPOILT"),
  skus("violated", "HOLD NO_FREE_AT EVENTS=1"),
  skus("violated", "HOLD HIT_UNCHECKED EVENTS=1"),
  skus("violated", "HOLD SLOW_CLOCK EVENTS=1"),
  skus("violated", "EXTEND EXTEND_UNFENCED EVENTS=1"),
  skus("violated", "STEPS VERSION_LAST EVENTS=1"),
  skus("violated", "HOLD STEPS EVENTS=1"),
  epochs("violated", "CUT END CONTROL NO_DEADLINE READERS=1", false),
  epochs("holds", "CRASH END ABORT", false),
  epochs("holds", "JOIN CRASH END ABORT READERS=1", false),
  epochs("holds", "CONTROL CUT READERS=1 EVENTS=2", false),
  epochs("holds", "CONTROL CUT BY_HAND READERS=1 EVENTS=1", false),
  epochs("holds", "CONTROL EMPTY BY_HAND READERS=1 EVENTS=1", false),
  epochs("holds", "CONTROL CUT EMPTY READERS=1 EVENTS=2", false),
  epochs("holds", "CONTROL OTHER READERS=1 EVENTS=2", false),
  epochs("holds", "CONTROL READONLY READERS=1 EVENTS=2", false),
  epochs("holds", "CONTROL CRASH END CUT READERS=1 EVENTS=2", false),
  epochs("holds", "CONTROL CRASH END EMPTY READERS=1 EVENTS=2", false),
  skus("holds", "HOLD EVENTS=2", false),
  skus("holds", "EXTEND EVENTS=2", false),
  skus("holds", "HOLD STEPS BRACKET EVENTS=1", false),
  skus("holds", "", false),
];

/** A variant's name, as it is told. */
export function nameOf({ model, flags }: Variant): string {
  return `${model} ${flags.join(" ") || "(as it is)"}`;
}
