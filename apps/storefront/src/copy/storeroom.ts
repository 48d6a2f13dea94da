/** The strip of the latest movements above the header. */
export const storeroomCopy = {
  storeroom: "Storeroom",
  /** Behind it, while the strip is told of movements as they happen. */
  live: ", live",
  named: (title: string, choice: string) => `${title}, ${choice}`,
  moved: (from: number, to: number) => `${from} → ${to}`,
  arrived: (pieces: number) => `+${pieces}`,
} as const;
