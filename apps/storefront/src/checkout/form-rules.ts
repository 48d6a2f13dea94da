import { mailAddressFault, textFault } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { COUNTRIES, type Country } from "../orders/order-copy.ts";

export type Delivery = "standard" | "express";

/** What a buyer types. Never kept beyond the page: the card. */
export type CheckoutForm = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly country: Country;
  readonly delivery: Delivery;
  readonly cardNumber: string;
  readonly cardExpiry: string;
  readonly cardCode: string;
};

export type FieldName = Exclude<keyof CheckoutForm, "country" | "delivery">;
export type Errors = Partial<Readonly<Record<FieldName, string>>>;

/** In the order they stand on the page: the first wrong one gets the focus. */
export const FIELDS: readonly FieldName[] = [
  "email",
  "firstName",
  "lastName",
  "street",
  "postcode",
  "town",
  "cardNumber",
  "cardExpiry",
  "cardCode",
];

const POSTCODES: Readonly<Record<Country, readonly [RegExp, string]>> = {
  BE: [/^\d{4}$/, "A Belgian postcode has four digits."],
  FR: [/^\d{5}$/, "A French postcode has five digits."],
  DE: [/^\d{5}$/, "A German postcode has five digits."],
  NL: [/^\d{4} ?[A-Za-z]{2}$/, "A Dutch postcode has four digits and two letters."],
};

/** A line of the address: told when it is missing, and when the shop cannot write it. */
const line = (what: string) => (value: string) => (value.trim() === "" ? what : textFault(value));

function cardNumber(value: string): string | undefined {
  return /^\d{12,19}$/.test(value.replaceAll(/[\s-]/g, ""))
    ? undefined
    : "A card number has 12 to 19 digits.";
}

function cardExpiry(value: string, now: Date): string | undefined {
  const found = /^\s*(0[1-9]|1[0-2])\s*\/\s*(\d{2})\s*$/.exec(value);
  if (!found) return "Write the month and the year like 11 / 29.";
  // A card is good through the last day of its month.
  const end = new Date(2000 + Number(found[2]), Number(found[1]), 1);
  return end > now ? undefined : "This card has expired.";
}

/** What is wrong with a field; undefined when nothing is. */
export function faultOf(name: FieldName, form: CheckoutForm, now: Date): string | undefined {
  const value = form[name];
  switch (name) {
    case "email":
      return value.trim() === "" ? "We need an address to send the receipt to." : mailAddressFault(value);
    case "firstName":
      return line("We need a first name for the parcel.")(value);
    case "lastName":
      return line("We need a last name for the parcel.")(value);
    case "street":
      return line("We need to know where the parcel goes.")(value);
    case "town":
      return line("We need the town.")(value);
    case "postcode": {
      const [pattern, words] = POSTCODES[form.country];
      return pattern.test(value.trim()) ? undefined : words;
    }
    case "cardNumber":
      return cardNumber(value);
    case "cardExpiry":
      return cardExpiry(value, now);
    case "cardCode":
      return /^\d{3,4}$/.test(value.trim()) ? undefined : "The code has three or four digits.";
  }
}

/** Everything that is wrong. */
export function faultsOf(form: CheckoutForm, now: Date): Errors {
  const faults = FIELDS.map((name) => [name, faultOf(name, form, now)] as const);
  return Object.fromEntries(faults.filter(([, fault]) => fault !== undefined));
}

/** What the order knows already; a card it never knows. */
export function startForm(
  order: Pick<OrderView, "email" | "address" | "delivery">,
  email: string,
): CheckoutForm {
  const { address } = order;
  return {
    email: order.email ?? email,
    firstName: address?.firstName ?? "",
    lastName: address?.lastName ?? "",
    street: address?.street ?? "",
    postcode: address?.postcode ?? "",
    town: address?.town ?? "",
    country: address?.country ?? "BE",
    delivery: order.delivery === "express" ? "express" : "standard",
    cardNumber: "",
    cardExpiry: "",
    cardCode: "",
  };
}

/** A card is never written anywhere. */
const TYPED = FIELDS.filter((name) => !name.startsWith("card"));
const CHOSEN = { country: COUNTRIES, delivery: { standard: true, express: true } } as const;

/** What of a form outlives a reload: all of it but the card. */
export function keptOf(form: CheckoutForm): Partial<CheckoutForm> {
  return Object.fromEntries(
    [...TYPED, ...Object.keys(CHOSEN)].map((name) => [name, form[name as FieldName]]),
  );
}

/**
 * The form with what was kept of it: what was typed where nothing stands yet, and what was chosen, because a choice
 * always has some value. Whatever else was kept counts for nothing.
 */
export function withKept(form: CheckoutForm, kept: unknown): CheckoutForm {
  if (typeof kept !== "object" || kept === null) return form;
  const counts = ([name, value]: [string, unknown]) => {
    if (typeof value !== "string" || value === "") return false;
    if (name === "country" || name === "delivery") return Object.hasOwn(CHOSEN[name], value);
    return TYPED.some((each) => each === name) && form[name as FieldName] === "";
  };
  const known = Object.entries(kept).filter(counts);
  return known.length === 0 ? form : { ...form, ...Object.fromEntries(known) };
}

/** The form as `orders.describe` takes it. */
export function describeInput(id: string, form: CheckoutForm) {
  return {
    id,
    email: form.email.trim(),
    address: {
      firstName: form.firstName.trim(),
      lastName: form.lastName.trim(),
      street: form.street.trim(),
      postcode: form.postcode.trim(),
      town: form.town.trim(),
      country: form.country,
    },
    delivery: form.delivery,
  };
}

/** The card as `orders.pay` takes it. */
export function cardInput(form: CheckoutForm) {
  return {
    number: form.cardNumber.replaceAll(/[\s-]/g, ""),
    expiry: form.cardExpiry.replaceAll(/\s/g, ""),
    code: form.cardCode.trim(),
  };
}
