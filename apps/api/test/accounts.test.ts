import { sendOrderMails } from "@scarlet/services/orders";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browserOf } from "./browser-session.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

let shop: MemoryShop;
let storefront: ReturnType<typeof browserOf>;
beforeEach(async () => {
  shop = await openMemoryShop();
  storefront = browserOf(shop.call, "storefront");
});

afterEach(() => void vi.useRealTimers());

const CREDENTIALS = { email: "shopper@example.com", password: "scarlet-demo" };
const SILENT = { info() {}, warn() {}, error() {} };

async function heldByGuest(key: string, sku = "MUG-EMBER"): Promise<string> {
  const item = { sku, quantity: 1 };
  await storefront.mutate("cart.add", item);
  const held = await storefront.mutate("orders.checkout", { items: [item] }, key);
  expect(held.error).toBeUndefined();
  return (held.data as { id: string }).id;
}

test("the link in a guest's mail opens that order in a fresh browser, with its moves, and nothing else of the guest's", async () => {
  const id = await heldByGuest("intent-1");
  shop.db.clock.advance(60_000);
  const other = await heldByGuest("intent-2", "PLATE-1");
  const address = {
    firstName: "M",
    lastName: "L",
    street: "S 1",
    postcode: "1000",
    town: "B",
    country: "BE",
  };
  await storefront.mutate("orders.describe", { id, email: "m@example.com", address, delivery: "standard" });
  await sendOrderMails({ ...shop.services, log: SILENT }, shop.links);
  const [mail] = [...shop.db.mails.values()];
  const link = new URL(mail?.text.trim().split("\n").at(-1) ?? "");

  const fresh = browserOf(shop.call, "storefront");
  expect((await fresh.query("orders.get", { id })).status).toBe(401);
  const forged = await fresh.send("GET", `/api${link.pathname}${link.search}x`);
  expect([forged.status, forged.headers.get("location")]).toEqual([303, `/orders/${id}`]);
  expect((await fresh.query("orders.get", { id })).status).toBe(401);

  const opened = await fresh.send("GET", `/api${link.pathname}${link.search}`);
  expect([opened.status, opened.headers.get("location")]).toEqual([303, `/orders/${id}`]);
  expect(opened.headers.get("cache-control")).toBe("no-store");
  expect((await fresh.query("orders.get", { id })).data).toMatchObject({ may: { pay: true, cancel: true } });
  expect((await fresh.query("orders.get", { id: other })).status).toBe(404);
  expect((await fresh.query("orders.mine", { limit: 10 })).data).toMatchObject({ items: [] });
  expect((await fresh.mutate("orders.pay", { id }, "pay-1")).data).toMatchObject({ status: "paid" });

  const desk = browserOf(shop.call, "admin");
  expect((await desk.send("GET", `/api${link.pathname}${link.search}`)).status).toBe(404);
  expect((await shop.call("GET", `/api${link.pathname}${link.search}`)).status).toBe(404);
});

test("once the guest has an account, the old link opens nothing: they sign in", async () => {
  const id = await heldByGuest("intent-1");
  const { ownerKey } = shop.db.orders.get(id) ?? {};
  const link = new URL(shop.links.urlOf({ id, ownerKey: ownerKey ?? "", email: null }));
  const early = browserOf(shop.call, "storefront");
  await early.send("GET", `/api${link.pathname}${link.search}`);
  expect((await early.query("orders.get", { id })).status).toBe(200);
  await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  expect((await storefront.query("orders.get", { id })).status).toBe(200);
  expect((await early.query("orders.get", { id })).status).toBe(404);
});

test.each(["%00", "..%2f..", "x", "0123456789abcdef01234567"])(
  "a link to no order of ours (%s) leads to the page that says so, and opens nothing",
  async (id) => {
    const answer = await storefront.send("GET", `/api/orders/${id}/open?key=1900000000.${"A".repeat(43)}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^\/orders\/[\w%.]+$/);
    expect(storefront.jar.size).toBe(0);
  },
);

test("signing up with an address that is taken is answered like any other, and its owner gets a mail", async () => {
  const known = { email: "shopper@example.com", password: "another password", name: "Eve" };
  const fresh = { ...known, email: "new@example.com" };
  const answers = await Promise.all(
    [known, fresh].map((body) => shop.call("POST", "/api/auth/sign-up/email", { body })),
  );
  const [taken, free] = answers.map(({ status, body }) => {
    const { user, token } = body as { user: Record<string, unknown>; token: string };
    return { status, user: { ...user, id: String(user.id).length }, token: token.length };
  });
  expect(taken).toEqual({ ...free, user: { ...free?.user, email: known.email } });
  for (const { body } of answers) {
    const orders = await shop.call("POST", "/api/orders", {
      token: String(body.token),
      body: { items: [{ sku: "PLATE-1", quantity: 1 }] },
      key: crypto.randomUUID(),
    });
    expect([orders.status, orders.body.email]).toEqual([201, (body.user as { email: string }).email]);
  }
  // The account stays its owner's: the new password does not open it, the old one does.
  const signIn = (password: string) =>
    shop.call("POST", "/api/auth/sign-in/email", { body: { email: known.email, password } });
  expect((await signIn(known.password)).status).toBe(401);
  expect((await signIn("scarlet-demo")).status).toBe(200);
  await shop.call("POST", "/api/auth/sign-up/email", { body: known });
  const mails = [...shop.db.mails.values()].filter(({ to }) => to === known.email);
  expect(mails.map(({ subject }) => subject)).toEqual(["You have an account with us"]);
});

const askReset = (email: string) =>
  shop.call("POST", "/api/auth/request-password-reset", { body: { email } });
const reset = (token: string, newPassword: string) =>
  shop.call("POST", "/api/auth/reset-password", { body: { token, newPassword } });
const signInWith = (password: string) =>
  shop.call("POST", "/api/auth/sign-in/email", { body: { ...CREDENTIALS, password } });
const mailsTo = (email: string, subject: string) =>
  [...shop.db.mails.values()].filter((mail) => mail.to === email && mail.subject === subject);
const mailedToken = () => {
  const [mail] = mailsTo(CREDENTIALS.email, "Set a new password");
  return /reset-password\?token=([\w-]+)/u.exec(mail?.text ?? "")?.[1] ?? "";
};

test("a mailed link sets a new password once; it ends all sessions, and the owner is told", async () => {
  const before = await signInWith(CREDENTIALS.password);
  expect(await askReset(CREDENTIALS.email.toUpperCase())).toMatchObject({
    status: 200,
    body: { success: true },
  });
  const token = mailedToken();
  expect(await reset(token, "short")).toMatchObject({ status: 400, body: { code: "input.invalid" } });
  expect(await reset(token, "a new long password")).toMatchObject({ status: 200, body: { success: true } });
  expect((await signInWith(CREDENTIALS.password)).status).toBe(401);
  expect((await signInWith("a new long password")).status).toBe(200);
  const mine = { token: String(before.body.token) };
  expect((await shop.call("GET", `/api/orders/${"0".repeat(24)}`, mine)).status).toBe(401);
  expect(mailsTo(CREDENTIALS.email, "Your password was changed")).toHaveLength(1);
  expect(await reset(token, "another long password")).toMatchObject({
    status: 404,
    body: { code: "accounts.reset_link_ended" },
  });
  expect((await signInWith("a new long password")).status).toBe(200);
});

test("who has no account is told the same and mailed nothing, and an address gets one link in ten minutes", async () => {
  // In the middle of ten minutes: their end may not come between the two.
  vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / 600_000) * 600_000 + 300_000 });
  const [known, unknown] = await Promise.all([askReset(CREDENTIALS.email), askReset("nobody@example.com")]);
  expect(known).toMatchObject({ status: unknown.status, body: unknown.body });
  vi.setSystemTime(Date.now() + 240_000);
  await askReset(CREDENTIALS.email);
  expect(mailsTo(CREDENTIALS.email, "Set a new password")).toHaveLength(1);
  expect([...shop.db.mails.values()].filter(({ to }) => to === "nobody@example.com")).toEqual([]);
  vi.setSystemTime(Date.now() + 60_000);
  await askReset(CREDENTIALS.email);
  expect(mailsTo(CREDENTIALS.email, "Set a new password")).toHaveLength(2);
});

test.each(["", "x".repeat(101), "never-ours", "a b"])(
  "a word that is none of ours (%s) sets no password",
  async (token) => {
    const { status, body } = await reset(token, "a new long password");
    expect([400, 404]).toContain(status);
    expect(["input.invalid", "accounts.reset_link_ended"]).toContain(body.code);
    expect((await signInWith(CREDENTIALS.password)).status).toBe(200);
  },
);

test("an address is one account, however its domain is written and in whatever case", async () => {
  const body = { email: "Anna@MÜNCHEN.de", password: "a long password", name: "‏מרים O'Neil" };
  const made = await shop.call("POST", "/api/auth/sign-up/email", { body });
  expect([made.status, made.body.user]).toEqual([
    200,
    expect.objectContaining({ email: "anna@xn--mnchen-3ya.de", name: body.name }),
  ]);
  for (const email of ["anna@münchen.de", "ANNA@xn--mnchen-3ya.DE"]) {
    const answer = await shop.call("POST", "/api/auth/sign-in/email", {
      body: { email, password: body.password },
    });
    expect([email, answer.status]).toEqual([email, 200]);
  }
});

test("a browser that was in before keeps its way in while others guess", async () => {
  await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  await storefront.send("POST", "/api/auth/sign-out", {});
  const stranger = browserOf(shop.call, "storefront");
  const wrong = { ...CREDENTIALS, password: "wrong" };
  for (let i = 0; i < 5; i++)
    expect((await stranger.send("POST", "/api/auth/sign-in/email", wrong)).status).toBe(401);
  expect((await stranger.send("POST", "/api/auth/sign-in/email", CREDENTIALS)).status).toBe(429);
  expect((await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS)).status).toBe(200);
});

test("a staff member's storefront cookie opens nothing of the admin, there or renamed", async () => {
  const ines = { ...CREDENTIALS, email: "inventory@example.com" };
  await storefront.send("POST", "/api/auth/sign-in/email", ines);
  expect((await storefront.query("accounts.me")).data).toMatchObject({ role: "shopper" });
  expect((await storefront.query("inventory.list", { limit: 1 })).status).toBe(403);
  const desk = browserOf(shop.call, "admin");
  const token = storefront.jar.get("scarlet_storefront.session_token") ?? "";
  desk.jar.set("scarlet_admin.session_token", token);
  expect((await desk.query("inventory.list", { limit: 1 })).status).toBe(401);
  const bearer = decodeURIComponent(token);
  expect((await shop.call("GET", "/api/inventory?limit=1", { token: bearer })).status).toBe(401);
});
