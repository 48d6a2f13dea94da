/** What is on hold for the visitor: the notice on products and in the cart, and the tag of an order. */
export const heldCopy = {
  title: (pieces: number) => `${pieces} ${pieces === 1 ? "is" : "are"} on hold for you.`,
  /** Around the time at which the hold ends. */
  nobodyElse: {
    before: (pieces: number) => `Nobody else can buy ${pieces === 1 ? "it" : "them"} before `,
    after: ". ",
  },
  goToCheckout: "Go to checkout",
  left: (clock: string) => `Held, ${clock} left`,
  ended: "Hold ended",
} as const;
