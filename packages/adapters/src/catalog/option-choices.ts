type Choice = { readonly name: string; readonly value: string };

/** Options as documents keep them: a list, whose order is part of them and whose names are not field names. */
export function toChoices(options: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(options).map(([name, value]) => ({ name, value }));
}

export function fromChoices(choices: readonly Choice[]): Record<string, string> {
  return Object.fromEntries(choices.map(({ name, value }) => [name, value]));
}
