import { answersCopy } from "./answers.ts";

/** Being told that something is back: the form where the buy button was, a line of the cart, and being forgotten. */
export const backInStockCopy = {
  /** Above the address, and on a line of the cart. */
  label: "Tell me when it is back",
  labelOf: (title: string) => `Tell me when the ${title} is back`,
  placeholder: "you@example.com",
  button: { ready: "Tell me", pending: "Noting it", done: "Noted", undo: "Undo", undoing: "Forgetting" },
  promise: "One mail, the moment it can be bought. Then we forget the address.",
  /** Before the address. */
  willWrite: "We will write to",
  /** Said when it was noted: "We will write to marta@example.com when the Foundry Mug is back." */
  noted: (email: string, title: string) => `We will write to ${email} when the ${title} is back.`,
  undone: "You are not on the list any more. The address is forgotten.",
  missing: "We need an address to write to.",
  noAnswer: `${answersCopy.noAnswer} Press again: asking twice is asking once.`,
  forget: {
    title: "Hear of nothing more",
    text: "Press once, and we forget your address and all that you wait for.",
    button: { ready: "Forget my address", pending: "Forgetting" },
    done: {
      title: "Forgotten.",
      text: "We have no address of yours any more in this list, and write to you of nothing in it.",
    },
    broken: "The link is not whole. Open it once more from the mail, or copy all of it.",
  },
} as const;
