import { expect, test } from "vitest";
import { createOrderLinks, type LinkedOrder } from "./order-links.ts";

const SECRET = "a secret of thirty-two characters";
const DAY_MS = 24 * 60 * 60 * 1000;
const order: LinkedOrder = {
  id: "a".repeat(24),
  ownerKey: `guest:${"9".repeat(24)}`,
  email: "m@example.com",
};

function open(secret = SECRET, storefrontUrl = "http://shop.test") {
  let now = Date.UTC(2026, 10, 30);
  const links = createOrderLinks({ secret, storefrontUrl, nowMs: () => now });
  const pass = (ms: number) => {
    now += ms;
  };
  return { links, pass };
}
const keyOf = (url: string) => new URL(url).searchParams.get("key") ?? undefined;
const cookieOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

test("the link in the mail opens its order for thirty days, and a browser keeps it open as long", () => {
  const { links, pass } = open();
  const key = keyOf(links.urlOf(order));
  pass(29 * DAY_MS);
  const end = links.endOf(key, order);
  const cookie = cookieOf(links.remember(null, order.id, end ?? 0));
  expect([...links.read(cookie)]).toEqual([order.id]);
  pass(DAY_MS);
  expect(links.endOf(key, order)).toBeNull();
  expect([...links.read(cookie)]).toEqual([]);
});

test("a key opens one order, of one buyer's address, in the shop that signed it, and nothing else", () => {
  const { links } = open();
  const key = keyOf(links.urlOf(order)) ?? "";
  expect(links.endOf(key, order)).not.toBeNull();
  expect(links.endOf(key, { ...order, id: "b".repeat(24) })).toBeNull();
  expect(links.endOf(key, { ...order, email: "other@example.com" })).toBeNull();
  expect(links.endOf(key, { ...order, ownerKey: `user:${"9".repeat(24)}` })).toBeNull();
  expect(open("another secret of thirty-two char").links.endOf(key, order)).toBeNull();
  const [end = "", signature = ""] = key.split(".");
  const later = `${Number(end) + 1}.${signature}`;
  for (const forged of [
    undefined,
    "",
    end,
    `${end}.`,
    later,
    `${key}x`,
    ` ${key}`,
    `${end}.${"A".repeat(43)}`,
  ])
    expect([forged, links.endOf(forged, order)]).toEqual([forged, null]);
});

test("whoever has an account signs in: their mails carry no key", () => {
  const { links } = open();
  expect(links.urlOf({ ...order, ownerKey: "user:1" })).toBe(`http://shop.test/orders/${order.id}`);
});

test("a link's signature is no cookie's, and a cookie that was changed opens only what is left of it", () => {
  const { links } = open();
  const key = keyOf(links.urlOf(order)) ?? "";
  expect([...links.read(`scarlet_orders=${order.id}.${key}`)]).toEqual([]);
  const end = links.endOf(key, order) ?? 0;
  const one = cookieOf(links.remember(null, order.id, end));
  const two = cookieOf(links.remember(one, "b".repeat(24), end));
  expect([...links.read(two)]).toEqual([order.id, "b".repeat(24)]);
  expect([...links.read(two.replace("bbb", "ccc"))]).toEqual([order.id]);
});

test("a browser keeps the ten orders that it opened last", () => {
  const { links } = open();
  const end = links.endOf(keyOf(links.urlOf(order)), order) ?? 0;
  const ids = Array.from({ length: 12 }, (_, index) => index.toString(16).padStart(24, "0"));
  const cookie = ids.reduce((header, id) => cookieOf(links.remember(header, id, end)), "");
  expect([...links.read(cookie)]).toEqual(ids.slice(2));
});

test("on https the cookie stays there, and scripts never see it", () => {
  const { links } = open(SECRET, "https://shop.test");
  const end = links.endOf(keyOf(links.urlOf(order)), order) ?? 0;
  const setCookie = links.remember(null, order.id, end);
  expect(setCookie).toMatch(/^__Host-scarlet_orders=.*Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  expect([...links.read(cookieOf(setCookie))]).toEqual([order.id]);
  expect([...links.read(cookieOf(setCookie).replace("__Host-", ""))]).toEqual([]);
});
