import { array, assert, constantFrom, integer, property, uniqueArray } from "fast-check";
import { describe, expect, it } from "vitest";
import { Outcomes } from "./outcomes.ts";

describe("what is remembered of a command's statements", () => {
  it("is the outcome of each that was executed, in whatever order, and nothing of the others", () => {
    const outcome = constantFrom({ n: 1 }, { n: 0 });
    assert(
      property(
        uniqueArray(integer({ min: 0, max: 40 })),
        array(outcome, { minLength: 41, maxLength: 41 }),
        (order, given) => {
          const outcomes = new Outcomes();
          for (const statement of order) outcomes.set(statement, given[statement] ?? {});
          const again = new Outcomes(outcomes.runs);
          for (let i = 0; i <= 40; i += 1)
            expect(again.get(i)).toEqual(order.includes(i) ? given[i] : undefined);
        },
      ),
    );
  });

  it("stays small where all came to the same", () => {
    const outcomes = new Outcomes();
    for (let i = 0; i < 100_000; i += 1) outcomes.set(i, { n: 1 });
    expect(outcomes.runs).toEqual([{ from: 0, to: 99_999, outcome: { n: 1 } }]);
  });
});
