import { describe, expect, it } from "vitest";
import { parseCollation } from "./collate.ts";

describe("collations", () => {
  it("compare strings by locale and strength, also inside arrays and documents", () => {
    const loose = parseCollation({ locale: "en_US", strength: 2 });
    expect(loose?.compare("PING", "ping")).toBe(0);
    expect(loose?.compare(["a", "B"], ["A", "b"])).toBe(0);
    expect(loose?.compare({ x: "É" }, { x: "é" })).toBe(0);
    expect(loose?.compare("e", "é")).toBe(-1);
    expect(parseCollation({ locale: "en", strength: 1 })?.compare("e", "É")).toBe(0);
    expect(parseCollation({ locale: "en", numericOrdering: true })?.compare("a10", "a9")).toBe(1);
  });

  it("leave other types in MongoDB's order", () => {
    const compare = parseCollation({ locale: "en" })?.compare;
    expect([compare?.(1, "1"), compare?.("a", ["a"]), compare?.(2, 2)]).toEqual([-1, -1, 0]);
  });

  it("are none where the locale is simple", () => {
    expect(parseCollation({ locale: "simple" })).toBeUndefined();
  });

  it.each([
    [{ strength: 2 }, /locale/],
    [{ locale: "no such place" }, /locale/],
    [{ locale: "en", strength: 9 }, /strength/],
    [{ locale: "en", strength: 4 }, /not supported/],
    [{ locale: "en", backwards: true }, /not supported/],
    [{ locale: "en", colour: 1 }, /unknown field/],
  ])("refuse %j", (spec, reason) => {
    expect(() => parseCollation(spec)).toThrow(reason);
  });
});
