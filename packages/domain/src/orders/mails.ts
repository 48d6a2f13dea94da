import { formatMoney, formatRate, invariant } from "../kernel/index.ts";
import { type Letter, type LetterRow, type Mail, mailOf } from "../mail/index.ts";
import { orderVat } from "./order-totals.ts";
import type { Order, OrderLine, OrderMail, TimelineEntry } from "./schema.ts";

/** How long before the end of a hold its buyer is told. */
export const HOLD_ENDING_LEAD_MS = 180_000;
/** A hold shorter than this gets no warning mail: it would end before the mail is read. */
const MIN_WARNED_HOLD_SECONDS = 300;

/** The mails that are due to an order's buyer after an event: none without an address, and each kind once. */
export function mailsAfter(order: Order, event: TimelineEntry["event"]): OrderMail[] {
  if (order.email === null) return [];
  const kept = order.mailsDue.filter((mail) => mail !== "hold_ending");
  const ending: OrderMail[] = order.holdSeconds >= MIN_WARNED_HOLD_SECONDS ? ["hold_ending"] : [];
  switch (event) {
    case "held":
      return ["placed", ...ending];
    case "extended":
      return [...kept, ...ending];
    case "cancelled":
      // It tells of all that is cancelled.
      return [...kept.filter((mail) => mail !== "lines_cancelled"), event];
    case "paid":
    case "fulfilled":
    case "returned":
      return [...new Set([...kept, event])];
    case "lines_cancelled":
      // Who has not paid yet does this on the page that shows it.
      return order.payment === null ? order.mailsDue : [...new Set([...kept, event])];
    case "expired":
      return kept;
    default:
      return order.mailsDue;
  }
}

/** Whether a mail that is due may go out at `now`: the one before the end of a hold has its time. */
export function isMailTime(order: Order, mail: OrderMail, now: Date): boolean {
  if (mail !== "hold_ending") return true;
  const leftMs = order.holdExpiresAt.getTime() - now.getTime();
  return order.status === "pending" && leftMs > 0 && leftMs <= HOLD_ENDING_LEAD_MS;
}

/** A mail to an order's buyer. `url` opens the order without a sign-in. */
export function orderMail(order: Order, mail: OrderMail, url: string): Mail {
  invariant(order.email !== null, `order ${order.id} owes a mail to nobody`);
  const letter = LETTERS[mail](order);
  const written = mailOf(
    { key: `order:${order.id}:${mail}${timeOf(order, mail)}`, to: order.email },
    { ...letter, subject: `${order.number}, ${letter.subject}`, action: { label: letter.label, url } },
  );
  return { ...written, about: { orderId: order.id, orderNumber: order.number } };
}

/** What may be told several times has a key each time: each end of a hold, each cancelling of pieces, each return. */
function timeOf({ holdExtensions, timeline }: Order, mail: OrderMail): string {
  if (mail === "hold_ending") return `:${holdExtensions}`;
  if (mail !== "lines_cancelled" && mail !== "returned") return "";
  return `:${timeline.filter(({ event }) => event === mail).length}`;
}

type OrderLetter = Omit<Letter, "action"> & { readonly label: string };

const SEE = "See your order";

const LETTERS: Readonly<Record<OrderMail, (order: Order) => OrderLetter>> = {
  placed: (order) => ({
    subject: "held for you",
    title: "Held for you",
    paragraphs: [
      `We hold these for you until ${clock(order.holdExpiresAt)} UTC. Nobody else can buy them.`,
      "Pay before then, or extend the hold on the page of your order.",
    ],
    things: thingsOf(order),
    label: "Go on paying",
  }),
  paid: (order) => ({
    subject: "your receipt",
    title: "Thank you. It is yours.",
    paragraphs: ["This is your receipt. We write again when it is on its way."],
    things: thingsOf(order),
    sums: [
      { name: "Delivery", amount: order.deliveryMinor === 0 ? "Free" : formatMoney(order.deliveryMinor) },
      { name: "Paid", amount: formatMoney(order.payment?.amountMinor ?? order.totalMinor) },
    ],
    notes: [{ text: vatLine(order) }],
    label: SEE,
  }),
  cancelled: (order) => ({
    subject:
      order.payment === null
        ? "cancelled"
        : `cancelled and ${isRefundStuck(order) ? "to be paid back" : "refunded"}`,
    title: "Order cancelled",
    paragraphs: ["The things are back on the shelf.", refundLine(order)],
    things: thingsOf(order),
    label: SEE,
  }),
  hold_ending: (order) => ({
    subject: "your hold ends soon",
    title: "Your hold ends soon",
    paragraphs: [
      `Your hold ends at ${clock(order.holdExpiresAt)} UTC. Extend it and take your time. We keep what you typed.`,
    ],
    things: thingsOf(order),
    label: "Extend or pay",
  }),
  fulfilled: (order) => ({
    subject: "your parcel is on its way",
    title: "Your parcel is on its way",
    paragraphs: [
      ...sentTo(order),
      "If something is not as it should be, answer from the page of your order.",
    ],
    things: thingsOf(order),
    label: SEE,
  }),
  lines_cancelled: (order) => ({
    subject: "a part is cancelled",
    title: "A part of your order is cancelled",
    paragraphs: ["What is cancelled is back on the shelf. The rest stays as it is.", refundLine(order)],
    things: [
      ...piecesOf(order, ({ cancelled }) => cancelled).map((name) => ({
        name: `Cancelled: ${name}`,
        amount: "",
      })),
      ...thingsOf(order),
    ],
    label: SEE,
  }),
  returned: (order) => ({
    subject: "it came back to us",
    title: "It came back to us",
    paragraphs: ["We have what you sent back.", refundLine(order)],
    things: piecesOf(order, ({ returned }) => returned).map((name) => ({
      name: `Came back: ${name}`,
      amount: "",
    })),
    label: SEE,
  }),
};

/** The pieces that an order stands for, with what they come to. */
function thingsOf({ lines }: Order): LetterRow[] {
  return lines.flatMap((line) =>
    line.quantity === 0
      ? []
      : [{ name: pieces(line, line.quantity), amount: formatMoney(line.unitPriceMinor * line.quantity) }],
  );
}

function piecesOf({ lines }: Order, count: (line: OrderLine) => number): string[] {
  return lines.flatMap((line) => (count(line) === 0 ? [] : [pieces(line, count(line))]));
}

function pieces({ title, options }: OrderLine, quantity: number): string {
  return [`${quantity} × ${title}`, ...Object.values(options)].join(", ");
}

/** Where the parcel goes, as far as it was told. */
function sentTo({ address }: Order): string[] {
  if (address === null) return ["We have packed your things and sent them."];
  const { firstName, lastName, street, postcode, town } = address;
  return [`We have sent your things to ${firstName} ${lastName}, ${street}, ${postcode} ${town}.`];
}

/** What became of money that goes back: never that it is on its way when the last word of the bank was that it is not. */
function refundLine(order: Order): string {
  if (order.payment === null) return "You have not been charged.";
  const amount = formatMoney(goneBackMinor(order));
  return isRefundStuck(order)
    ? "Your bank did not take all of what goes back to you. We see to it; you need not do anything."
    : `In all, ${amount} goes back to your card. Banks take two to five days.`;
}

/** Whether the last that was heard of a refund is that it failed. */
function isRefundStuck({ timeline }: Order): boolean {
  return (
    timeline.findLast(({ event }) => event === "refunded" || event === "refund_failed")?.event ===
    "refund_failed"
  );
}

/** What has gone back of a payment, with what is being paid back now. */
function goneBackMinor({ payment, settlement }: Order): number {
  const now = settlement?.kind === "refund" ? settlement.amountMinor : 0;
  return (payment?.refundedMinor ?? 0) + now;
}

function vatLine(order: Order): string {
  const { vatMinor, vatBasisPoints } = orderVat(order);
  return `Of which VAT (${formatRate(vatBasisPoints)}): ${formatMoney(vatMinor)}.`;
}

function clock(at: Date): string {
  return at.toISOString().slice(11, 16);
}
