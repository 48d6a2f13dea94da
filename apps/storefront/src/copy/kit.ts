/** What parts of the kit say in the shop. */
export const kitCopy = {
  changeTheme: "Change light and dark",
} as const;

/** How many of a thing: the group's name, and its two buttons. `thing` tells several on a page apart. */
export function stepperLabels(thing?: string) {
  return {
    quantity: thing === undefined ? "Quantity" : `Quantity of ${thing}`,
    less: "One less",
    more: "One more",
  };
}
