import type { ChargeRequest, PaymentGateway } from "@scarlet/domain/payments";
import { beforeEach, describe, expect, test } from "vitest";

let charges = 0;

/** What every payment gateway must keep. The cards are those that the gateway approves and declines. */
export function describePaymentGateway(
  name: string,
  open: () => Promise<PaymentGateway>,
  cards: { readonly approved: string; readonly declined: string },
): void {
  describe(`PaymentGateway: ${name}`, () => {
    let gateway: PaymentGateway;
    const request = (change: Partial<ChargeRequest> = {}): ChargeRequest => ({
      key: `contract-${Date.now()}-${charges++}`,
      orderId: "0".repeat(24),
      amountMinor: 2890,
      currency: "EUR",
      card: { number: cards.approved },
      paymentMethod: null,
      ...change,
    });
    beforeEach(async () => {
      gateway = await open();
    });

    test("captures with an approved card, and without one", async () => {
      expect(await gateway.charge(request())).toMatchObject({
        status: "captured",
        cardLast4: cards.approved.slice(-4),
      });
      const bare = await gateway.charge(request({ card: null }));
      expect(bare).toMatchObject({ status: "captured", reference: expect.stringMatching(/./) });
    });

    test("the same key captures once, one after another and at once, with whatever card", async () => {
      const once = request();
      const first = await gateway.charge(once);
      expect(await gateway.charge(once)).toEqual(first);
      expect(await gateway.charge({ ...once, card: { number: cards.declined } })).toEqual(first);
      const twins = request();
      const [a, b] = await Promise.all([gateway.charge(twins), gateway.charge(twins)]);
      expect(a).toEqual(b);
      expect(a).not.toEqual(first);
    });

    test("a declined key may be tried again with another card", async () => {
      const declined = request({ card: { number: cards.declined } });
      expect(await gateway.charge(declined)).toEqual({ status: "declined" });
      expect(await gateway.find(declined.key)).toBeNull();
      const captured = await gateway.charge({ ...declined, card: { number: cards.approved } });
      expect(captured.status).toBe("captured");
    });

    test("tells what was captured under a key, also after it went back", async () => {
      const charge = request();
      expect(await gateway.find(charge.key)).toBeNull();
      const captured = await gateway.charge(charge);
      expect(await gateway.find(charge.key)).toEqual(captured);
      if (captured.status !== "captured") throw new Error("not captured");
      const refund = { key: `${charge.key}-back`, reference: captured.reference, amountMinor: 2890 };
      await gateway.refund(refund);
      await gateway.refund(refund);
      expect(await gateway.find(charge.key)).toEqual(captured);
    });
  });
}
