import { expect, test } from "vitest";
import { askedOf, dropAsked, rememberAsked } from "./asked-requests.ts";

const request = (person: string) => ({ email: `${person}@example.com`, forgetKey: person });

test("what was asked last counts, and what was taken back is gone", () => {
  rememberAsked("MUG", request("ann"));
  rememberAsked("MUG", request("bea"));
  expect(askedOf("MUG")).toEqual(request("bea"));
  dropAsked("MUG");
  dropAsked("MUG");
  expect(askedOf("MUG")).toBeUndefined();
});

test("as many are remembered as an address may wait for; the first makes room", () => {
  for (let at = 0; at < 21; at += 1) rememberAsked(`SKU-${at}`, request("ann"));
  rememberAsked("SKU-1", request("bea"));
  rememberAsked("SKU-21", request("ann"));
  expect(["SKU-0", "SKU-1", "SKU-2", "SKU-3", "SKU-21"].map((sku) => askedOf(sku)?.email)).toEqual([
    undefined,
    "bea@example.com",
    undefined,
    "ann@example.com",
    "ann@example.com",
  ]);
});
