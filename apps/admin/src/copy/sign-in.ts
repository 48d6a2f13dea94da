import type { MovementKind } from "@scarlet/domain/inventory";
import { errorsCopy } from "./errors.ts";

const MOVEMENTS: Readonly<Record<MovementKind, string>> = {
  reserve: "held",
  release: "release",
  sale: "sale",
  adjust: "adjust",
  receive: "receive",
  return: "return",
};

/** The words of the page where staff sign in. */
export const signInCopy = {
  head: "Sign in to the admin",
  /** Around the link to the shop. */
  forStaff: { before: "For staff. Customers sign in at ", link: "the shop", after: "." },
  motto: "Every piece that moves is written down: who, why, from what to what.",
  movement: (kind: MovementKind): string => MOVEMENTS[kind],
  /** The products of made-up movements, by their drawing. */
  samples: {
    products: {
      bellycup: "Pebble Cup",
      mug: "Foundry Mug",
      tumbler: "Dip Tumbler",
      mushroom: "Clearing Lamp",
      teapot: "Harbour Teapot",
    },
    options: { slate: "Slate", bone: "Bone", ember: "Ember", cream: "Cream", moss: "Moss", ink: "Ink" },
  },

  email: "Email",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in",

  noAddress: "That is no email address.",
  noPassword: "The password is missing.",
  noAnswer: errorsCopy.noAnswer,
  noAnswerMeans: "Try again in a moment.",
  tooManyTries: "Too many tries from here.",
  tooManyTriesMeans: (wait: string) => `Try again in ${wait}.`,
  noMatch: "That did not match.",
  noMatchMeans:
    "Check the address and the password. After five wrong tries there is a pause of a minute, then longer ones.",
  failed: "That did not work.",
} as const;
