import { counted, pluralOf } from "./plural.ts";

/** A product's card on a shelf. */
export const cardCopy = {
  oneForm: "one form",
  /** "3 colours", by the name of the product's first option. */
  choices: (count: number, option = "Form") => {
    const name = option.toLowerCase();
    return counted(count, name, pluralOf(name));
  },
} as const;
