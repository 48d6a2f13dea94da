import { invariant } from "@scarlet/domain/kernel";
import type { Captured, PaymentGateway } from "@scarlet/domain/payments";
import { all, Field, isDuplicateKey, type Mongo, newId, type RecordOf } from "../mongo/index.ts";

/** The one card that the bank refuses. Every other card is approved, and so is none at all. */
const DECLINED_CARD = "4000000000000002";
const NO_CARD = "0000";

/** A gateway that takes no money. What it captured is kept in the database, so all processes agree on it. */
export function createTestGateway(mongo: Mongo): PaymentGateway {
  const charges = mongo.prisma.orm.test_charges;
  const find = async (key: string): Promise<Captured | null> => {
    const charge = await charges.where({ key }).first();
    return charge && captured(charge);
  };
  return {
    name: "test",
    find,
    async charge({ key, orderId, amountMinor, currency, card }) {
      const known = await find(key);
      if (known) return known;
      if (card?.number === DECLINED_CARD) return { status: "declined" };
      const id = newId();
      try {
        const charge = await charges.create({
          _id: id,
          key,
          orderId,
          amountMinor: BigInt(amountMinor),
          currency,
          reference: `test_${id}`,
          cardLast4: card?.number.slice(-4) ?? NO_CARD,
          refunds: [],
          at: await mongo.clock.now(),
        });
        return captured(charge);
      } catch (error) {
        const twin = isDuplicateKey(error) ? await find(key) : null;
        if (twin) return twin;
        throw error;
      }
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

function captured({ reference, cardLast4 }: Pick<RecordOf<"TestCharge">, "reference" | "cardLast4">) {
  return { status: "captured", reference, cardLast4 } satisfies Captured;
}
