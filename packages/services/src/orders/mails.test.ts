import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { orderMail } from "@scarlet/domain/orders";
import { guest, staff } from "@scarlet/testing/builders";
import { type Pause, stockUp } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { crashAt, described, marta, mug, openHeldOrder } from "../../test/held-order-fixture.ts";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import { listMail } from "../mail/index.ts";
import {
  cancelLines,
  cancelOrder,
  describeOrder,
  expireHolds,
  extendHold,
  fulfilOrder,
  placeOrder,
  sendOrderMails,
  takeBack,
} from "./index.ts";

let shop: Shop;
let held: Awaited<ReturnType<typeof openHeldOrder>>;
const links = { urlOf: ({ id }: { readonly id: string }) => `http://shop.test/orders/${id}` };
const post = (from = shop) => sendOrderMails(from.as(SYSTEM_ACTOR), links);
const kinds = () => [...shop.db.mails.values()].map(({ key }) => key.split(":").slice(2).join(":"));

beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop } = held);
});

test("who holds, pays and cancels is told each once, with the amounts and the way to the order", async () => {
  expect(await post()).toBe(1);
  await held.pay(shop, "pay");
  expect(await post()).toBe(1);
  await cancelLines(shop.as(marta), { id: held.order.id, lines: [{ sku: "MUG-1", quantity: 1 }] }, "part");
  await cancelOrder(shop.as(marta), { id: held.order.id }, "away");
  expect(await post()).toBe(1);
  expect(await post()).toBe(0);
  const { items } = await listMail(shop.as(staff("support")), { limit: 10 });
  const { number, id } = held.order;
  expect(items.map(({ subject }) => subject)).toEqual([
    `${number}, cancelled and refunded`,
    `${number}, your receipt`,
    `${number}, held for you`,
  ]);
  expect(items[1]?.text).toContain("Paid: €48.00");
  expect(items[1]?.text).toContain("Of which VAT (21%): €8.33.");
  expect(items[1]?.text).toContain("2 × ");
  expect(items[0]?.text).toContain("In all, €48.00 goes back to your card.");
  for (const mail of items) {
    expect(mail.to).toBe("marta@example.com");
    expect(mail.text).toContain(`http://shop.test/orders/${id}`);
  }
  await expect(listMail(shop.as(marta), { limit: 10 })).rejects.toMatchObject({ code: "accounts.forbidden" });
});

test("a parcel that goes, a part that is cancelled and what came back are each told, with what goes back", async () => {
  await post();
  await held.pay(shop, "pay");
  await post();
  await cancelLines(shop.as(marta), { id: held.order.id, lines: [{ sku: "MUG-1", quantity: 1 }] }, "part");
  await post();
  await fulfilOrder(shop.as(staff("inventory")), { id: held.order.id });
  await post();
  const back = { id: held.order.id, lines: [{ sku: "MUG-1", quantity: 1 }], restock: true, note: "Chipped." };
  await takeBack(shop.as(staff("support")), back, "back");
  await post();
  expect(kinds()).toEqual(["placed", "paid", "lines_cancelled:1", "fulfilled", "returned:1"]);
  const textOf = (kind: string) => shop.db.mails.get(`order:${held.order.id}:${kind}`)?.text ?? "";
  expect(textOf("lines_cancelled:1")).toContain("In all, €24.00 goes back to your card.");
  expect(textOf("lines_cancelled:1")).toMatch(/Cancelled: 1 × .*\n1 × .*: €24\.00/);
  expect(textOf("fulfilled")).toContain("1 × ");
  expect(textOf("returned:1")).toContain("Came back: 1 × ");
  expect(textOf("returned:1")).toContain("In all, €48.00 goes back to your card.");
});

test("a part that is cancelled before it is paid is no news by mail", async () => {
  await cancelLines(shop.as(marta), { id: held.order.id, lines: [{ sku: "MUG-1", quantity: 1 }] }, "part");
  await post();
  expect(kinds()).toEqual(["placed"]);
  expect(shop.db.orders.get(held.order.id)?.mailsDue).toEqual(["hold_ending"]);
});

test("a refund that failed is not called on its way, and one that went through after all is", async () => {
  await held.pay(shop, "pay");
  await cancelOrder(shop.as(marta), { id: held.order.id }, "away");
  const order = shop.db.orders.get(held.order.id);
  if (order === undefined) throw new Error("the order is gone");
  const [last] = order.timeline.slice(-1);
  if (last === undefined) throw new Error("the order has no history");
  const failed = { ...order, timeline: [...order.timeline, { ...last, event: "refund_failed" as const }] };
  const mail = orderMail(failed, "cancelled", "http://shop.test");
  expect(mail.subject).toBe(`${order.number}, cancelled and to be paid back`);
  expect(mail.text).toContain("Your bank did not take all of what goes back to you.");
  expect(mail.text).not.toContain("goes back to your card");
  const mended = { ...failed, timeline: [...failed.timeline, { ...last, event: "refunded" as const }] };
  expect(orderMail(mended, "cancelled", "http://shop.test").text).toContain("goes back to your card");
});

test("the end of a hold is told once before each end, and not when it is paid, cancelled or over", async () => {
  await post();
  shop.db.clock.advance(700_000);
  expect(await post()).toBe(0);
  shop.db.clock.advance(30_000);
  expect(await post()).toBe(1);
  expect(await post()).toBe(0);
  await extendHold(shop.as(marta), { id: held.order.id }, "longer");
  expect(await post()).toBe(0);
  shop.db.clock.advance(900_000);
  expect(await post()).toBe(1);
  expect(kinds()).toEqual(["placed", "hold_ending:0", "hold_ending:1"]);
  const late = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "late");
  await post();
  shop.db.clock.advance(900_000);
  expect(await post()).toBe(0);
  await expireHolds(shop.as(SYSTEM_ACTOR));
  expect(shop.db.orders.get(late.id)).toMatchObject({ status: "expired", mailsDue: [] });
  stockUp(shop.db, mug, 3);
  await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "paid-in-time");
  const weak = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "gone");
  await cancelOrder(shop.as(marta), { id: weak.id }, "gone");
  await post();
  expect(shop.db.orders.get(weak.id)?.mailsDue).toEqual([]);
});

test("a guest is told once there is an address, and not again when it is corrected", async () => {
  const anna = guest();
  const bought = openShop();
  stockUp(bought.db, mug, 3);
  const { id } = await placeOrder(bought.as(anna), { productId: mug.id, quantity: 1 }, "place");
  expect(await post(bought)).toBe(0);
  await describeOrder(bought.as(anna), { id, ...described });
  expect(await post(bought)).toBe(1);
  await describeOrder(bought.as(anna), { id, ...described, email: "other@example.com" });
  expect(await post(bought)).toBe(0);
});

test.each(["mail: send", "mail: sent", "orders: mails sent"])(
  "a death of the postman at '%s': the next one sends what is owed, nothing twice",
  async (step) => {
    await held.pay(shop, "pay");
    await expect(post(held.beside(crashAt(step)))).rejects.toThrow("killed");
    await post();
    expect(kinds()).toEqual(["placed", "paid"]);
    expect(await post()).toBe(0);
  },
);

test("an order that is paid while its mail goes out is told of that too", async () => {
  let paid = false;
  const pause: Pause = async (step) => {
    if (step !== "mail: sent" || paid) return;
    paid = true;
    await held.pay(shop, "pay");
  };
  await post(held.beside(pause));
  await post();
  expect(kinds()).toEqual(["placed", "paid"]);
  expect(shop.db.orders.get(held.order.id)?.mailsDue).toEqual([]);
});

test("a mail that could not be sent is owed still", async () => {
  const broken = { ...shop.as(SYSTEM_ACTOR), mailer: { send: () => Promise.resolve(new Set<string>()) } };
  expect(await sendOrderMails(broken, links)).toBe(0);
  expect(shop.log.lines.at(-1)).toMatchObject({ level: "warn" });
  expect(await post()).toBe(0);
  shop.db.clock.advance(30_000);
  expect(await post()).toBe(1);
});
