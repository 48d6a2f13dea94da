import { expect, test } from "vitest";
import { rolesCopy } from "./roles.ts";

test("the roles that may change stock are named as people call them", () => {
  expect(rolesCopy.thatMay("stock.adjust")).toBe("Inventory and Admin");
  expect(rolesCopy.thatMay("orders.pay_any")).toBe("Admin");
});
