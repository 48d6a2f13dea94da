import { formatMoney, formatRate, invariant } from "../kernel/index.ts";
import type { Mail } from "../mail/index.ts";
import { orderVat } from "./order-totals.ts";
import type { Order, OrderMail, TimelineEntry } from "./schema.ts";

/** How long before the end of a hold its buyer is told. */
export const HOLD_ENDING_LEAD_MS = 180_000;
/** A hold shorter than this gets no warning mail: it would end before the mail is read. */
const MIN_WARNED_HOLD_SECONDS = 300;

/** The mails that are due to an order's buyer after an event: none without an address. */
export function mailsAfter(order: Order, event: TimelineEntry["event"]): OrderMail[] {
  if (order.email === null) return [];
  const kept = order.mailsDue.filter((mail) => mail !== "hold_ending");
  const ending: OrderMail[] = order.holdSeconds >= MIN_WARNED_HOLD_SECONDS ? ["hold_ending"] : [];
  switch (event) {
    case "held":
      return ["placed", ...ending];
    case "extended":
      return [...kept, ...ending];
    case "paid":
    case "cancelled":
      return [...kept, event];
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
  // Each extension moves the end, so each end is told once.
  const part = mail === "hold_ending" ? `:${order.holdExtensions}` : "";
  const { subject, lines } = MAIL_TEXTS[mail](order);
  const things = order.lines.flatMap((line) =>
    line.quantity > 0
      ? [`${line.quantity} × ${line.title}: ${formatMoney(line.unitPriceMinor * line.quantity)}`]
      : [],
  );
  const text = [...lines, "", ...things, "", url, ""].join("\n");
  return { key: `order:${order.id}:${mail}${part}`, to: order.email, subject, text };
}

type MailText = { readonly subject: string; readonly lines: readonly string[] };

const MAIL_TEXTS: Readonly<Record<OrderMail, (order: Order) => MailText>> = {
  placed: ({ number, holdExpiresAt }) => ({
    subject: `${number}, held for you`,
    lines: [
      `We hold these for you until ${clock(holdExpiresAt)} UTC. Nobody else can buy them.`,
      "Pay before then, or extend the hold on the page of your order.",
    ],
  }),
  paid: (order) => ({
    subject: `${order.number}, your receipt`,
    lines: [
      "Thank you. It is yours.",
      `Paid: ${formatMoney(order.payment?.amountMinor ?? order.totalMinor)}.`,
      vatLine(order),
    ],
  }),
  cancelled: ({ number, payment, totalMinor }) => ({
    subject: `${number}, cancelled${payment === null ? "" : " and refunded"}`,
    lines: [
      payment === null
        ? "Order cancelled. The things are back on the shelf. You have not been charged."
        : `Order cancelled. The things are back on the shelf and ${formatMoney(totalMinor)} is on its way back to your card. Banks take two to five days.`,
    ],
  }),
  hold_ending: ({ number, holdExpiresAt }) => ({
    subject: `${number}, your hold ends soon`,
    lines: [
      `Your hold ends at ${clock(holdExpiresAt)} UTC. Extend it and take your time. We keep what you typed.`,
    ],
  }),
};

function vatLine(order: Order): string {
  const { vatMinor, vatBasisPoints } = orderVat(order);
  return `Of which VAT (${formatRate(vatBasisPoints)}): ${formatMoney(vatMinor)}.`;
}

function clock(at: Date): string {
  return at.toISOString().slice(11, 16);
}
