import { expect, test } from "vitest";
import { ART_VERSION } from "./art-path.ts";
import { artRoute } from "./art-route.ts";

const mug = { version: ART_VERSION, kind: "mug", variant: "ember", seed: "100", view: "front.svg" };
const ask = (params: typeof mug) => artRoute(undefined, { params: Promise.resolve(params) });

test("one address always gives the same bytes, to be kept for ever", async () => {
  const [first, again] = [await ask(mug), await ask(mug)];
  expect(first.headers.get("cache-control")).toContain("immutable");
  const svg = await first.text();
  expect(svg).toContain("<svg");
  expect(await again.text()).toBe(svg);
});

test.each([
  { ...mug, version: "0" },
  { ...mug, kind: "constructor" },
  { ...mug, variant: "toString" },
  { ...mug, seed: "1e9" },
  { ...mug, view: "back.svg" },
])("there is no picture at %o", async (params) => {
  expect((await ask(params)).status).toBe(404);
});
