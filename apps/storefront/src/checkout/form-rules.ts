import { COUNTRIES, type Country, mailAddressFault, postcodeFault, textFault } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { cardExpiryEnd, isCardCode, isCardNumber, plainCardNumber } from "@scarlet/domain/payments";
import { checkoutCopy } from "../copy/checkout.ts";

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

const { missing, wrong } = checkoutCopy;

function cardExpiryFault(text: string, now: Date): string | undefined {
  const end = cardExpiryEnd(text);
  if (end === undefined) return wrong.cardExpiry;
  return end > now ? undefined : wrong.cardExpired;
}

/** What is wrong with a field; undefined when nothing is. */
export function faultOf(name: FieldName, form: CheckoutForm, now: Date): string | undefined {
  const value = form[name];
  switch (name) {
    case "email":
      return value.trim() === "" ? missing.email : mailAddressFault(value);
    case "firstName":
    case "lastName":
    case "street":
    case "town":
      return value.trim() === "" ? missing[name] : textFault(value);
    case "postcode":
      return postcodeFault(form.country, value);
    case "cardNumber":
      return isCardNumber(value) ? undefined : wrong.cardNumber;
    case "cardExpiry":
      return cardExpiryFault(value, now);
    case "cardCode":
      return isCardCode(value.trim()) ? undefined : wrong.cardCode;
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
const CHOSEN: Readonly<Record<"country" | "delivery", readonly string[]>> = {
  country: COUNTRIES,
  delivery: ["standard", "express"],
};

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
    if (name === "country" || name === "delivery") return CHOSEN[name].includes(value);
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
    number: plainCardNumber(form.cardNumber),
    expiry: form.cardExpiry.replaceAll(/\s/g, ""),
    code: form.cardCode.trim(),
  };
}
