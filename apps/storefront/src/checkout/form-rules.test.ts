import { describeOrderSchema, payOrderSchema } from "@scarlet/domain/orders";
import { expect, test } from "vitest";
import {
  type CheckoutForm,
  cardInput,
  describeInput,
  faultOf,
  faultsOf,
  keptOf,
  startForm,
  withKept,
} from "./form-rules.ts";

const now = new Date("2026-11-24T12:00:00Z");
const good: CheckoutForm = {
  ...startForm({ email: null, address: null, delivery: "none" }, "marta@example.com"),
  firstName: "Marta",
  lastName: "Lindqvist",
  street: "Rue des Tanneurs 14",
  postcode: "1000",
  town: "Brussels",
  cardNumber: "4242 4242 4242 4242",
  cardExpiry: "11 / 29",
  cardCode: "123",
};
const id = "0123456789abcdef01234567";

test("a good form is what the shop's own schemas accept", () => {
  expect(faultsOf(good, now)).toEqual({});
  expect(describeOrderSchema.safeParse(describeInput(id, good)).success).toBe(true);
  expect(payOrderSchema.safeParse({ id, card: cardInput(good) }).success).toBe(true);
});

test("an empty form names every field that is needed", () => {
  const empty = startForm({ email: null, address: null, delivery: "none" }, "");
  expect(Object.keys(faultsOf(empty, now))).toHaveLength(9);
});

test.each([
  ["email", "jörg@example.com"],
  ["email", "a..b@example.de"],
  ["email", "user@localhost"],
  ["email", "anna@münchen.de"],
  ["email", "o'brien+tag@example.com"],
  ["email", "marta@example"],
  ["firstName", "\u2060"],
  ["firstName", "O'Neil"],
  ["firstName", "李"],
  ["firstName", "מרים"],
  ["lastName", "a\u0000b"],
  ["lastName", "a\r\nBcc: x@y.z"],
  ["street", "\u3164"],
  ["town", "\u202E"],
  ["town", "‏עכו"],
] as const)("form and server agree on %s %j, and the field says why", (name, value) => {
  const form = { ...good, [name]: value };
  const taken = describeOrderSchema.safeParse(describeInput(id, form)).success;
  expect(faultOf(name, form, now) === undefined).toBe(taken);
  if (!taken) expect(faultOf(name, form, now)).toMatch(/^[A-Z].*\.$/);
});

test.each([
  ["BE", "10", "A Belgian postcode has four digits."],
  ["DE", "1000", "A German postcode has five digits."],
  ["NL", "1012 AB", undefined],
] as const)("a postcode of %s: %s", (country, postcode, fault) => {
  expect(faultOf("postcode", { ...good, country, postcode }, now)).toBe(fault);
});

test("a card is good through the last day of its month", () => {
  expect(faultOf("cardExpiry", { ...good, cardExpiry: "11/26" }, now)).toBeUndefined();
  expect(faultOf("cardExpiry", { ...good, cardExpiry: "10/26" }, now)).toBe("This card has expired.");
  expect(faultOf("cardExpiry", { ...good, cardExpiry: "13/29" }, now)).toContain("11 / 29");
});

test("what the order knows already is not asked again", () => {
  const address = describeInput(id, good).address;
  const again = startForm({ email: "a@b.example", address, delivery: "express" }, "me@example.com");
  expect(again).toMatchObject({
    email: "a@b.example",
    town: "Brussels",
    delivery: "express",
    cardNumber: "",
  });
});

test("a reload keeps all of the form but the card: country and delivery too, and nothing that is no choice", () => {
  const chosen: CheckoutForm = { ...good, country: "NL", delivery: "express" };
  const again = withKept(startForm({ email: null, address: null, delivery: "none" }, ""), keptOf(chosen));
  expect(again).toEqual({ ...chosen, cardNumber: "", cardExpiry: "", cardCode: "" });
  expect(JSON.stringify(keptOf(chosen))).not.toContain("4242");
  const typed = { ...good, firstName: "Joris" };
  expect(withKept(typed, keptOf(chosen))).toMatchObject({ firstName: "Joris", country: "NL" });
  for (const country of ["XX", "constructor", "", 7, null]) expect(withKept(good, { country })).toEqual(good);
  for (const broken of [null, "text", ["NL"]]) expect(withKept(good, broken)).toEqual(good);
});
