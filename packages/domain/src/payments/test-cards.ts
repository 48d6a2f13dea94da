/** What the test gateway does is chosen by the card's number. Any other card is approved, and so is none at all. */
export const TEST_CARDS = {
  approved: "4242424242424242",
  declined: "4000000000000002",
  /** Approved, after some seconds. */
  slow: "4000000000005126",
  /** Approved, and its webhook comes twice. */
  webhookTwice: "4000000000007726",
  /** Captured, but the answer gets lost; the webhook that tells comes some seconds later. */
  webhookLate: "4000000000000341",
} as const;
