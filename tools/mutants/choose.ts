import type { Mutant } from "./mutants.ts";

type Wanted = {
  /** Parts of a name, of the mutated file's path or of a test's; one of them is enough, none stands for all. */
  readonly words: readonly string[];
  /** A part of the name of the mutant to begin with. */
  readonly from?: string | undefined;
};

/** The mutants that are wanted, in their order. Raises when there are none. */
export function choose(mutants: readonly Mutant[], { words, from }: Wanted): readonly Mutant[] {
  const first = from === undefined ? 0 : mutants.findIndex(({ name }) => name.includes(from));
  const rest = first === -1 ? [] : mutants.slice(first);
  const chosen = rest.filter(
    ({ name, file, tests }) =>
      words.length === 0 || words.some((each) => [name, file, ...tests].some((text) => text.includes(each))),
  );
  if (chosen.length === 0) throw new Error("no mutant has these words in its name or in those of its files");
  return chosen;
}
