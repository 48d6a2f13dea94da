import { expect, test } from "vitest";
import { SeenVersions } from "./seen-versions.ts";

test("the highest version of each product is sent back, wherever in an answer it stood", () => {
  const seen = new SeenVersions();
  expect(seen.headers()).toEqual({});
  seen.note({ pages: [{ items: [{ id: "mug", stockVersion: 7 }] }], at: new Date() });
  seen.note({ lines: [{ sku: "PLATE-1", productId: "plate", stockVersion: 3 }, null] });
  seen.note({ id: "mug", stockVersion: 5 });
  expect(seen.headers()).toEqual({ "x-stock-seen": "plate=3,mug=7" });
});

test("no more than the newest 64 are kept, and what has no stock is left out", () => {
  const seen = new SeenVersions();
  seen.note(Array.from({ length: 100 }, (_, at) => ({ id: `p${at}`, stockVersion: 1 })));
  seen.note({ id: "unknown", stockVersion: 0 });
  const sent = seen.headers()["x-stock-seen"]?.split(",") ?? [];
  expect(sent).toHaveLength(64);
  expect([sent[0], sent.at(-1)]).toEqual(["p36=1", "p99=1"]);
});
