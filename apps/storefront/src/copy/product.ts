import type { ShotName } from "@scarlet/ui/product/gallery";
import { answersCopy } from "./answers.ts";
import { backInStockCopy } from "./back-in-stock.ts";
import type { Message } from "./message.ts";
import { listed } from "./plural.ts";

const { promise } = backInStockCopy;
const { notCharged, lastOneGone, noAnswer } = answersCopy;
const stillHere = (names: readonly string[]) =>
  `${listed(names)} ${names.length === 1 ? "is" : "are"} still here.`;

const SHOTS = {
  front: "seen from the front",
  detail: "seen closer",
  scarlet: "on scarlet paper",
} satisfies Record<ShotName, string>;

/** The names of a product's pictures. */
const gallery = (product: string) => ({
  pictures: `Pictures of ${product}`,
  choose: (shot: ShotName, number: number, count: number) => `Picture ${number} of ${count}, ${SHOTS[shot]}`,
  alt: (shot: ShotName) => `${product}, ${SHOTS[shot]}`,
});

/** A product's page: its facts, the buy button and its hints, and why nothing was added to the cart. */
export const productCopy = {
  /** What a picture shows: "Foundry Mug in ember". */
  pictureOf: (title: string, choice: string) => `${title} in ${choice.toLowerCase()}`,
  gallery,
  /** After the name of an option, for screen readers. */
  optionSoldOut: ", sold out",
  withVat: "with VAT",
  material: "Material",
  size: "Size",
  care: "Care",
  delivery: "Delivery",
  deliveryTerms: (standard: string) => `${standard}. Back within 30 days.`,
  sameShelf: "On the same shelf",
  buy: {
    ready: "Add to cart",
    adding: "Adding",
    done: "In your cart",
  },
  isInCart: (title: string) => `${title} is in your cart.`,
  holdHint: (hold: string) => `At checkout we hold it for you for ${hold}.`,
  /** Under "Tell me" of a SKU that is sold out. `others`: what is left. */
  soldOutHint: (others: readonly string[]) =>
    others.length === 0 ? promise : `${stillHere(others)} ${promise}`,
  /** Fewer are left than were chosen. */
  fewerLeft: (asked: number, left: number) =>
    left === 1
      ? `You asked for ${asked}. Only 1 is left, so this is 1.`
      : `You asked for ${asked}. Only ${left} are left, so this is ${left}.`,
  choseAll: (left: number) =>
    left === 1 ? "You have chosen the last one." : `You have chosen all ${left} that are left.`,
  nothingAdded: "Nothing was added.",
  addUnanswered: {
    title: noAnswer,
    text: `${notCharged} Press again: one press is never counted twice.`,
  } satisfies Message,
  /** "Add to cart" was refused because stock fell short, and what can be had instead. */
  fellShort: (facts: {
    readonly left: number;
    readonly asked: number;
    readonly inCart: number;
    readonly others: readonly string[];
  }): Message => {
    const { left, asked, inCart, others } = facts;
    if (left <= 0)
      return {
        title: lastOneGone,
        text: others.length > 0 ? `${notCharged} ${stillHere(others)}` : notCharged,
      };
    const why = inCart > 0 ? `Your cart already holds ${inCart}.` : `You asked for ${asked}.`;
    return {
      title: left === 1 ? "Only 1 is left." : `Only ${left} are left.`,
      text: `${why} Nothing was added.`,
    };
  },
} as const;
