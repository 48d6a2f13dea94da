import { expect, test } from "vitest";
import { ART_VERSION } from "./address.ts";
import { artAnswer } from "./answer.ts";

const mug = { version: ART_VERSION, kind: "mug", variant: "ember", seed: "100", view: "front.svg" };

test("one address always gives the same bytes, to be kept for ever", async () => {
  const [first, again] = [artAnswer(mug), artAnswer(mug)];
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
])("there is no picture at %o", (params) => {
  expect(artAnswer(params).status).toBe(404);
});
