import { expect, test } from "vitest";
import { rolesThatMay } from "./role-copy.ts";

test("the roles that may change stock are named as people call them", () => {
  expect(rolesThatMay("stock.adjust")).toBe("Inventory and Admin");
  expect(rolesThatMay("orders.pay_any")).toBe("Admin");
});
