/** How many of a thing: the group's name, and its two buttons. `thing` tells several on a page apart. */
export function quantityLabels(thing?: string) {
  return {
    quantity: thing === undefined ? "Quantity" : `Quantity of ${thing}`,
    less: "One less",
    more: "One more",
  };
}
