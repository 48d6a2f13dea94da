import { setTimeout as sleep } from "node:timers/promises";
import { invariant } from "@scarlet/domain/kernel";
import {
  badSignature,
  type Captured,
  type ChargeRequest,
  gatewayUnavailable,
  type PaymentGateway,
  TEST_CARDS,
} from "@scarlet/domain/payments";
import { ObjectId } from "mongodb";
import { z } from "zod";
import { all, Field, isDuplicateKey, type Mongo, newId, type RecordOf } from "../mongo/index.ts";
import { checkSignature, sign } from "./signed-message.ts";

const NO_CARD = "0000";
const SLOW_MS = 4_000;
const LATE_MS = 4_000;

const noticeSchema = z.object({ orderId: z.string(), key: z.string(), amountMinor: z.int().min(0) });

export type TestGatewayOptions = {
  readonly mongo: Mongo;
  /** Secret that webhooks are signed with. */
  readonly secret: string;
  /** Delivers a webhook to the shop; the gateway does not wait for the outcome. */
  readonly deliver: (body: string, signature: string) => Promise<void>;
  /** Waits `ms` milliseconds; real time by default. */
  readonly pause?: (ms: number) => Promise<unknown>;
};

/**
 * A gateway that takes no money. What it captured is kept in the database, so all processes agree on it. `TEST_CARDS`
 * make it slow, make it tell twice, or lose its answer and tell later, as real ones do.
 */
export function createTestGateway({
  mongo,
  secret,
  deliver,
  pause = sleep,
}: TestGatewayOptions): PaymentGateway {
  const charges = mongo.prisma.orm.test_charges;
  const find = async (key: string): Promise<Captured | null> => {
    const charge = await charges.where({ key }).first();
    return charge && captured(charge);
  };
  const tell = (request: ChargeRequest): Promise<void> => {
    const { orderId, key, amountMinor } = request;
    const body = JSON.stringify({ id: newId(), orderId, key, amountMinor });
    return deliver(body, sign(body, secret, nowSeconds()));
  };
  return {
    name: "test",
    find,
    // Captures happen at once, so there is never anything left to cancel.
    abandon: find,
    async charge(request) {
      const { card } = request;
      // What is approved is captured at once: whoever asks again meets their charge by its key.
      const known = isSpecial(card?.number) ? await find(request.key) : null;
      if (known) return known;
      if (card?.number === TEST_CARDS.declined) return { status: "declined" };
      if (card?.number === TEST_CARDS.slow) await pause(SLOW_MS);
      const taken = await capture(mongo, request, find);
      if (card?.number === TEST_CARDS.webhookTwice) void tell(request).then(() => tell(request));
      if (card?.number === TEST_CARDS.webhookLate) {
        void pause(LATE_MS).then(() => tell(request));
        throw gatewayUnavailable();
      }
      return taken;
    },
    async readWebhook(message) {
      checkSignature(message, secret, nowSeconds());
      const parsed = noticeSchema.safeParse(parse(message.body));
      if (!parsed.success) throw badSignature();
      return { kind: "captured", ...parsed.data };
    },
    async refund({ key, reference, amountMinor }) {
      const refund = { key, amountMinor: BigInt(amountMinor) };
      const unrefunded = all(Field.eq("reference", reference), Field.neq("refunds.key", key));
      const written = await charges.where(unrefunded).update(({ refunds }) => [refunds.push(refund)]);
      if (written) return;
      invariant(await charges.where({ reference }).first(), `no charge has the reference ${reference}`);
    },
  };
}

function isSpecial(number: string | undefined): boolean {
  return number !== TEST_CARDS.approved && Object.values<string | undefined>(TEST_CARDS).includes(number);
}

async function capture(
  mongo: Mongo,
  { key, orderId, amountMinor, currency, card }: ChargeRequest,
  find: (key: string) => Promise<Captured | null>,
): Promise<Captured> {
  const id = newId();
  const charge = {
    key,
    orderId,
    amountMinor: BigInt(amountMinor),
    currency,
    reference: `test_${id}`,
    cardLast4: card?.number.slice(-4) ?? NO_CARD,
    refunds: [],
    at: await mongo.clock.now(),
  };
  try {
    // By the driver: every payment of a shop without a gateway waits for it, and Prisma takes several times as long.
    await mongo.db.collection("test_charges").insertOne({ _id: new ObjectId(id), ...charge });
    return captured(charge);
  } catch (error) {
    const twin = isDuplicateKey(error) ? await find(key) : null;
    if (twin) return twin;
    throw error;
  }
}

function captured({ reference, cardLast4 }: Pick<RecordOf<"TestCharge">, "reference" | "cardLast4">) {
  return { status: "captured", reference, cardLast4 } satisfies Captured;
}

/** The gateway's own clock: it and the shop are one process here. */
function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badSignature();
  }
}
