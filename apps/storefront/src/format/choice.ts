/** The choice of a line: "Ember", "Oak, 65 cm". */
export function choiceWords(options: Readonly<Record<string, string>>): string {
  return Object.values(options).join(", ");
}
