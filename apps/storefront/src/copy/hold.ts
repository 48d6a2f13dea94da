import { answersCopy } from "./answers.ts";
import type { Message } from "./message.ts";
import { counted, listed } from "./plural.ts";

const { noAnswer, notCharged, onlyLeftOf } = answersCopy;

/** What of an ended hold is still on the shelf: how many things in all; `gone` and `fewer` name what is not. */
export type Leftover = {
  readonly things: number;
  readonly gone: readonly string[];
  readonly fewer: readonly { readonly title: string; readonly left: number }[];
};

/** The hold on the checkout page: how long it lasts, what its end means, and holding again. */
export const holdCopy = {
  titles: {
    running: "We hold these for you",
    ending: "Your hold ends soon",
    ended: "Your hold has ended",
  },
  timeLeft: "Time left on your hold",
  extendBy: (time: string) => `Extend by ${time}`,
  extendedBy: (time: string) => `Held for another ${time}.`,
  notExtended: "Not extended.",
  extendUnanswered: `${noAnswer} Press again: time is added once.`,
  askingTheBank: "We are asking the bank what became of your payment.",
  canExtend: {
    running: "Nobody else can buy them. You can extend it before it ends.",
    ending: "Extend it and take your time. We keep what you typed.",
  },
  /** Before the reason why it cannot be extended any more. */
  nobodyElse: "Nobody else can buy them. ",
  extendedOften: "It was extended as often as it can be.",
  /** Around the way to sign in. */
  extendedOftenAsGuest: {
    before: "It was extended twice, as often as a guest's hold can be. ",
    after: " to extend it further: it comes with you, and so does what you typed.",
  },
  /** Said aloud when the time passes a mark. */
  endsIn: (minutes: number) => `Your hold ends in ${counted(minutes, "minute")}. You can extend it.`,
  hasEnded: "Your hold has ended.",
  /** The button that holds again all of it, or what is left; undefined when nothing is. */
  again: ({ things, gone, fewer }: Leftover) => {
    if (things === 0) return undefined;
    return gone.length + fewer.length === 0 ? "Hold again" : "Hold the rest again";
  },
  /** What an ended hold means. `back`: the money that came too late; undefined when there was none. */
  meaningOfEnd: (back: string | undefined, leftover: Leftover | undefined) => {
    const start =
      back === undefined ? notCharged : `Your payment came too late: ${back} goes back to your card.`;
    if (leftover === undefined) return start;
    const { things } = leftover;
    const missing = missingWords(leftover);
    if (missing !== "") return [missing, start, restWords(things)].filter(Boolean).join(" ");
    if (things === 1) return `${start} It is still here, so you can hold it again.`;
    return `${start} All ${things} things are still here, so you can hold them again.`;
  },
  nothingLeft: {
    title: answersCopy.somebodyQuicker,
    text: `${notCharged} Nothing of it is left now.`,
  } satisfies Message,
} as const;

function missingWords({ gone, fewer }: Leftover): string {
  const words = fewer.map(({ title, left }) => onlyLeftOf(title, left));
  return [...(gone.length > 0 ? [`The ${listed(gone)} went to somebody else.`] : []), ...words].join(" ");
}

function restWords(things: number): string {
  if (things === 0) return "";
  return things === 1
    ? "1 thing is still here, so you can hold it again."
    : `${things} things are still here, so you can hold them again.`;
}
