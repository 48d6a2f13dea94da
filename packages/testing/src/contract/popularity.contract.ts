import type { Popularity } from "@scarlet/domain/catalog";
import { beforeEach, describe, expect, test } from "vitest";

/** Two processes that count together, and a way to let both tell what they have gathered. */
export type PopularityPair = {
  readonly one: Popularity;
  readonly other: Popularity;
  told(): Promise<unknown>;
};

/** What every count of reads must keep. */
export function describePopularity(name: string, open: () => Promise<PopularityPair>): void {
  describe(`Popularity: ${name}`, () => {
    let counts: PopularityPair;
    beforeEach(async () => {
      counts = await open();
    });

    test("the reads of all processes count together, most read first", async () => {
      for (const id of ["mug", "plate", "mug", "bowl"]) counts.one.seen(id);
      for (const id of ["plate", "plate", "mug", "plate"]) counts.other.seen(id);
      await counts.told();
      expect(await counts.one.top(2)).toEqual([
        { productId: "plate", reads: 4 },
        { productId: "mug", reads: 3 },
      ]);
      expect(await counts.other.top(9)).toHaveLength(3);
    });

    test("nothing was read: there is no favourite", async () => {
      expect(await counts.one.top(20)).toEqual([]);
    });
  });
}
