/** The strip of the latest movements above the header. */
export const storeroomCopy = {
  storeroom: "Storeroom",
  live: "Storeroom, live",
  named: (title: string, choice: string) => `${title}, ${choice}`,
  moved: (from: number, to: number) => `${from} → ${to}`,
  arrived: (pieces: number) => `+${pieces}`,
} as const;
