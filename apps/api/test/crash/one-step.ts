import { randomUUID } from "node:crypto";
import type { Answer } from "../api-caller.ts";
import type { Stores } from "../processes/database-and-redis.ts";
import type { Victim } from "./api-per-step.ts";
import type { Step } from "./steps.ts";

/** Only ends what hangs: on a machine with four times its load the shop was seen to say "try again" for 15 s. */
const RECOVERED_WITHIN_MS = 90_000;

/** A step with the SKU it is about, and who asks for it. */
export type Case = Step & { readonly name: string; readonly sku: string; readonly token: string };

/** A write that is about to be sent, and the books before anything was done for it. */
export type Prepared = { readonly path: string; readonly key: string; readonly before: Books };

/** A write that was sent. */
export type Asked = Prepared & {
  /** The command whose answer is kept from the API; undefined when the write was answered before it came to that. */
  readonly keptAt: string | undefined;
  /** What the caller was told; null when the process died first. */
  readonly answer: Promise<Answer | null>;
};

/** What the database says of a SKU. */
type Books = { readonly onHand: number; readonly reserved: number; readonly orders: number };

/** What became of a step whose process was killed, and what should have. */
export type Verdict = {
  readonly found: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
};

/** Does what must be there before the step. */
export async function prepareStep({ db }: Stores, { call }: Victim, of: Case): Promise<Prepared> {
  const before = await readBooks(db, of.sku);
  let id = "";
  for (const path of of.before) {
    const answer = await send(call, of, { path: path === "" ? "" : `/${id}${path}`, key: randomUUID() });
    if (answer.status >= 300)
      throw new Error(`${of.name}: ${path} answered ${answer.status}: ${answer.text}`);
    id = String(answer.body.id);
  }
  return { path: of.request(id), key: randomUUID(), before };
}

/** Asks, and keeps the nth answer of the database from the API. Resolves when it is kept, or when the API has answered. */
export async function askAndKeep(
  { call, proxy }: Victim,
  of: Case,
  prepared: Prepared,
  n: number,
): Promise<Asked> {
  const isKept = new Promise<string>((resolve) => {
    proxy.arm(n, () => resolve(proxy.seen()[n - 1] ?? "nowhere"));
  });
  const answer = post(call, of, prepared).catch(() => null);
  const keptAt = await Promise.race([isKept, answer.then(() => undefined)]);
  if (keptAt === undefined) proxy.arm(Number.POSITIVE_INFINITY, () => {});
  return { ...prepared, keptAt, answer };
}

/** Asks again, as the caller does who has heard nothing, and reads what came of it. */
export async function askAgain(
  { db }: Stores,
  { call }: Victim,
  of: Case,
  { path, key, before, answer }: Asked,
): Promise<Verdict> {
  const first = await answer;
  const again = await send(call, of, { path, key });
  const id = String(again.body.id);
  const read = await call("GET", `/api/orders/${id}`, { token: of.token });
  const found = {
    answered: [again.status, again.body.status],
    // An answer that came before the death is not taken back.
    told: first?.status === again.status ? first.text : again.text,
    reads: read.body.status,
    books: await readBooks(db, of.sku),
    keptMinor: await kept(db, id),
  };
  const expected = {
    answered: [path === "" ? 201 : 200, of.status],
    told: again.text,
    reads: of.status,
    books: {
      onHand: before.onHand - of.takes.sold,
      reserved: before.reserved + of.takes.reserved,
      orders: before.orders + 1,
    },
    keptMinor: of.keptMinor(Number(read.body.totalMinor)),
  };
  return { found, expected };
}

type Write = { readonly path: string; readonly key: string };

function post(call: Victim["call"], { token, sku }: Case, { path, key }: Write): Promise<Answer> {
  const body = path === "" ? { items: [{ sku, quantity: 1 }] } : {};
  return call("POST", `/api/orders${path}`, { token, key, body });
}

/** Sends a write, the same intent each time, until the shop has an answer that is not "try again". */
async function send(call: Victim["call"], of: Case, write: Write): Promise<Answer> {
  const giveUpAt = performance.now() + RECOVERED_WITHIN_MS;
  for (;;) {
    const answer = await post(call, of, write);
    if (answer.status !== 503 || performance.now() > giveUpAt) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function readBooks(db: Stores["db"], sku: string): Promise<Books> {
  const [row, orders] = await Promise.all([
    db.collection("stock").findOne({ sku }),
    db.collection("orders").countDocuments({ "lines.sku": sku }),
  ]);
  return { onHand: Number(row?.onHand), reserved: Number(row?.reserved), orders };
}

/** What the test gateway took for an order and did not send back. */
async function kept(db: Stores["db"], orderId: string): Promise<number> {
  const charges = await db.collection("test_charges").find({ orderId }).toArray();
  return charges.reduce((sum, charge) => {
    const refunded = (charge.refunds as { amountMinor: number }[]).reduce(
      (back, each) => back + Number(each.amountMinor),
      0,
    );
    return sum + Number(charge.amountMinor) - refunded;
  }, 0);
}
