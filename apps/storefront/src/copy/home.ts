import type { Message } from "./message.ts";

/** The top of the home page and what the shop promises below it. The shelves between them: `catalog.ts`. */
export const homeCopy = {
  statement: "If it says three, there are three.",
  lead: "Lamps, cups, chairs and paper. Every figure in this shop is counted now, not an hour ago.",
  scene: "A cream table lamp, a jug and a cup on a scarlet backdrop",
  guaranteeTitle: "What a shop owes you when it shows a number",
  guarantees: (hold: string): readonly Message[] => [
    {
      title: "The figure is now",
      text: "It is read from the storeroom for every page you open, and again whenever you come back to it.",
    },
    {
      title: "Yours is held",
      text: `At checkout we put your things aside for ${hold}. Nobody can buy them from under you.`,
    },
    {
      title: "Then you pay",
      text: "Payment comes after the hold, never before. You are not charged for what we do not have.",
    },
  ],
} as const;
