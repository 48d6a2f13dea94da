import { randomUUID } from "node:crypto";
import { z } from "zod";
import { shop } from "./env.ts";

/** The password and the email addresses of the demo accounts, as `npm start` prints them. */
export const PASSWORD = "scarlet-demo";
export const PEOPLE = {
  shopper: "shopper@example.com",
  inventory: "inventory@example.com",
  admin: "admin@example.com",
} as const;

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };
type Call = {
  readonly token?: string;
  readonly key?: string | null;
  readonly body?: unknown;
  readonly base?: string;
};

/** One REST call. A POST gets a new idempotency key unless the test gives one; `null` sends none. */
export async function call(method: "GET" | "POST", path: string, options: Call = {}): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (options.token) headers.authorization = `Bearer ${options.token}`;
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (method === "POST" && options.key !== null) headers["idempotency-key"] = options.key ?? randomUUID();
  const init: RequestInit = { method, headers };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  const response = await fetch(`${options.base ?? shop.API_URL}${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
}

const tokens = new Map<string, Promise<string>>();

/** A bearer token of a demo account. Each account signs in once per process. */
export function tokenOf(person: keyof typeof PEOPLE): Promise<string> {
  const known = tokens.get(person);
  if (known) return known;
  const made = signIn(PEOPLE[person], PASSWORD);
  tokens.set(person, made);
  return made;
}

export async function signIn(email: string, password: string): Promise<string> {
  const answer = await call("POST", "/api/auth/sign-in/email", { body: { email, password }, key: null });
  if (answer.status !== 200)
    throw new Error(`sign-in of ${email} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return z.object({ token: z.string() }).parse(answer.body).token;
}

/** Creates a shopper's account. */
export async function signUp(): Promise<{ email: string; token: string }> {
  const email = `${randomUUID()}@example.com`;
  const answer = await call("POST", "/api/auth/sign-up/email", {
    body: { email, password: PASSWORD, name: "Marta Lindqvist" },
    key: null,
  });
  if (answer.status !== 200)
    throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { email, token: z.object({ token: z.string() }).parse(answer.body).token };
}

export const productSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  category: z.string(),
  availableStock: z.int(),
  stockVersion: z.int(),
  priceMinor: z.int(),
  skus: z.array(
    z.object({
      sku: z.string(),
      options: z.record(z.string(), z.string()),
      priceMinor: z.int(),
      availableStock: z.int(),
    }),
  ),
});
export type Product = z.infer<typeof productSchema>;

export const orderSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  totalMinor: z.int(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), unitPriceMinor: z.int() })),
});

export const stockRowSchema = z.object({
  sku: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  version: z.int(),
});

export async function readProduct(slug: string, base?: string): Promise<Product> {
  const answer = await call("GET", `/api/catalog/products/${slug}`, base === undefined ? {} : { base });
  if (answer.status !== 200) throw new Error(`${slug} answered ${answer.status}`);
  return productSchema.parse(answer.body);
}

export async function readStock(sku: string): Promise<z.infer<typeof stockRowSchema>> {
  const answer = await call("GET", `/api/inventory?sku=${sku}`, { token: await tokenOf("inventory") });
  const rows = z.object({ items: z.array(stockRowSchema) }).parse(answer.body).items;
  const row = rows.find((each) => each.sku === sku);
  if (!row) throw new Error(`no stock row of ${sku}`);
  return row;
}

/** Sets on hand so that this many pieces are available. Holds stay. */
export async function setAvailableStock(sku: string, available: number): Promise<void> {
  const token = await tokenOf("inventory");
  for (let attempt = 0; attempt < 5; attempt++) {
    const row = await readStock(sku);
    if (row.available === available) return;
    const body = { set: row.reserved + available, expectedVersion: row.version, reason: "correction" };
    const answer = await call("POST", `/api/inventory/${sku}/adjust`, { token, body });
    if (answer.status === 200) return;
    if (answer.status !== 409)
      throw new Error(`adjust answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  throw new Error(`${sku} changed during each of five attempts`);
}

/** Makes this many pieces of the product's first SKU available, and none of its other SKUs. */
export async function stockFirstSkuOnly(
  slug: string,
  available: number,
): Promise<{ product: Product; sku: string }> {
  const { skus } = await readProduct(slug);
  const [first, ...others] = skus;
  if (!first) throw new Error(`${slug} has no SKU`);
  await setAvailableStock(first.sku, available);
  for (const other of others) await setAvailableStock(other.sku, 0);
  return { product: await readProduct(slug), sku: first.sku };
}

/** Orders and pays by REST, through the second API process where there is one. */
export async function buyByRest(sku: string, quantity: number): Promise<void> {
  const { act } = await holdByRest(sku, quantity);
  await act("pay");
}

/** Puts pieces on hold as another shopper does; `act` pays for them or gives them back. */
export async function holdByRest(sku: string, quantity: number) {
  const token = await tokenOf("shopper");
  const base = shop.API_URL_2 ?? shop.API_URL;
  const placed = await call("POST", "/api/orders", { base, token, body: { items: [{ sku, quantity }] } });
  if (placed.status !== 201)
    throw new Error(`the order was answered ${placed.status}: ${JSON.stringify(placed.body)}`);
  const { id } = orderSchema.parse(placed.body);
  const act = async (what: "pay" | "cancel"): Promise<void> => {
    const done = await call("POST", `/api/orders/${id}/${what}`, { base, token, body: {} });
    if (done.status !== 200)
      throw new Error(`${what} was answered ${done.status}: ${JSON.stringify(done.body)}`);
  };
  return { act };
}

const mailsSchema = z.object({
  result: z.object({
    data: z.object({
      json: z.object({ items: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string() })) }),
    }),
  }),
});

/** The newest mails that the shop has sent, newest first. */
export async function readMails() {
  const input = encodeURIComponent(JSON.stringify({ json: { limit: 100 } }));
  const answer = await call("GET", `/api/trpc/mail.list?input=${input}`, { token: await tokenOf("admin") });
  return mailsSchema.parse(answer.body).result.data.json.items;
}

/** The link in the newest mail to this address. Waits up to 10 s for one. */
export async function readMailedLink(to: string): Promise<string> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const mail = (await readMails()).find((each) => each.to === to);
    const link = mail?.text.split("\n").findLast((line) => line.startsWith("http"));
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`nothing was mailed to ${to}`);
}
