import { expect, test } from "vitest";
import { isPageRead, PAGE_READS, pageReadName, parsePageRead } from "./page-reads.ts";

test("a read is found again by its name", () => {
  for (const procedure of PAGE_READS) {
    const input = { q: "a lamp", limit: 24 };
    expect(parsePageRead(pageReadName(procedure, input))).toEqual({ procedure, input });
  }
  expect(parsePageRead(pageReadName("catalog.shelves", undefined))).toEqual({
    procedure: "catalog.shelves",
    input: null,
  });
});

test.each(["", "catalog.page", "cart.get null", "catalog.page {", "toString {}", " {}", "catalog.page "])(
  "%j is no name of a read",
  (name) => {
    expect(parsePageRead(name)).toBeNull();
  },
);

test("what depends on who asks is none", () => {
  for (const procedure of ["cart.get", "orders.held", "orders.mine", "inventory.lastSale", "constructor"])
    expect(isPageRead(procedure)).toBe(false);
});
