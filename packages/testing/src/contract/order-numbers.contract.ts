import type { OrderNumbers } from "@scarlet/domain/orders";
import { describe, expect, test } from "vitest";

/** What every source of order numbers must keep. `open` gives two processes on one database. */
export function describeOrderNumbers(
  name: string,
  open: () => Promise<readonly [OrderNumbers, OrderNumbers]>,
): void {
  describe(`OrderNumbers: ${name}`, () => {
    test("are SC- and a figure, and never repeat, in one process or between two", async () => {
      const [one, two] = await open();
      const taken = await Promise.all(
        Array.from({ length: 700 }, (_, i) => (i % 3 === 0 ? two : one).next()),
      );
      for (const number of taken) expect(number).toMatch(/^SC-\d+$/);
      expect(new Set(taken).size).toBe(700);
    });
  });
}
