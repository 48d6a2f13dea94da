import { counted } from "./plural.ts";

const BACK_ON_SHELF = "The things are back on the shelf";
const holdEnded = { name: "The hold ended", text: BACK_ON_SHELF };
const sent = "Packed and sent";

/** What happened to an order and what will, step by step. */
export const timelineCopy = {
  held: { name: "Held", text: (pieces: number) => `${counted(pieces, "thing")} put aside for you` },
  paid: {
    name: "Paid",
    /** `card`: its last four digits, and whether it is one for tests. */
    text: (amount: string, card: { readonly last4: string; readonly isTest: boolean } | undefined) =>
      card === undefined ? amount : `${amount}, ${card.isTest ? "test card" : "card"} ending ${card.last4}`,
  },
  sent: { name: sent, text: "On its way to your door" },
  cancelled: {
    name: "Cancelled",
    nameByShop: "Cancelled by the shop",
    refunded: "Stock returned, money sent back",
    notCharged: "Stock returned, nothing charged",
  },
  holdEnded,
  refunded: {
    name: "Refunded",
    text: "Sent back to your card",
    /** `isAll`: several refunds together. */
    sum: (amount: string, isAll: boolean) => `${amount} sent back to your card${isAll ? " in all" : ""}`,
  },
  linesCancelled: { name: "Cancelled in part", text: BACK_ON_SHELF },
  returned: { name: "Came back to us", text: "Thank you for sending it back" },
  refundFailed: { name: "The refund did not arrive", text: "We are sending it again another way" },
  ahead: {
    paid: { name: "Paid", text: "When you have paid" },
    sent: { name: sent, text: "From our storeroom to your door", due: "Tomorrow" },
    delivered: { name: "Delivered", text: "To your door" },
  },
} as const;
