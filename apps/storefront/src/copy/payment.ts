import { answersCopy } from "./answers.ts";

const TOO_LATE = "Your payment came too late.";

/** Paying: the button, what is known while the bank is asked, and why it was not paid. */
export const paymentCopy = {
  pay: (amount: string) => `Pay ${amount}`,
  paying: (amount: string) => `Paying ${amount}`,
  booking: "Booking your order",
  holdAgainToPay: "Hold again to pay",
  /** What is known while the answer about the money has not come. */
  open: {
    asking: {
      title: "We are asking the bank.",
      text: "Do not pay again; this page will know in a moment.",
    },
    confirming: {
      title: "Your bank wants to hear from you.",
      text: "Confirm the payment in your bank's app. This page goes on by itself once you have.",
    },
    booking: {
      title: "Your payment has arrived.",
      text: "We are booking your order. Do not pay again; this page will show it in a moment.",
    },
    returning: {
      title: TOO_LATE,
      text: "The order could not take it any more. We are sending the money back; this page will say when it has gone.",
    },
  },
  notPaid: "Not paid.",
  declined: {
    title: "The card was declined.",
    text: "Your bank said no. Nothing was charged and your things are still held. Try another card.",
  },
  tooLate: TOO_LATE,
  tooLateSentBack: (amount: string) =>
    `The hold had ended when the bank answered, so we sent the ${amount} back. Banks take two to five days.`,
  sentBack: "Your money is on its way back.",
  signedOut: {
    title: "You are signed out, and the bank was still being asked.",
    text: "Sign in and look at this order before you pay again: it says what became of your payment.",
  },
  unanswered: {
    title: answersCopy.noAnswer,
    text: "The bank has not been asked yet. Press again: you are never charged twice for one order.",
  },
} as const;
