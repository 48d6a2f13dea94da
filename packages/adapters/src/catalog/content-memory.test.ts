import { buildProduct } from "@scarlet/testing/builders";
import { expect, test } from "vitest";
import { createContentMemory } from "./content-memory.ts";

const [mug, bowl, plate] = [buildProduct("mug"), buildProduct("bowl"), buildProduct("plate")];

test("a product is given in exactly the version that is asked for", () => {
  const memory = createContentMemory();
  memory.keep([mug]);
  expect(memory.get(mug.id, mug.contentVersion)).toBe(mug);
  expect(memory.get(mug.id, mug.contentVersion + 1)).toBeUndefined();
  expect(memory.get(mug.id, undefined)).toBeUndefined();
});

test("the newest version stays, whichever came last, and a slug that was given away leads nowhere", () => {
  const memory = createContentMemory();
  const renamed = { ...mug, slug: "cup", contentVersion: 2 };
  memory.keep([renamed, mug]);
  expect(memory.get(mug.id, 2)).toBe(renamed);
  expect([memory.idOf("cup"), memory.idOf("mug")]).toEqual([mug.id, null]);
});

test("a slug that another product has taken leads to that one, also when the first is forgotten", () => {
  const memory = createContentMemory();
  const heir = { ...bowl, slug: mug.slug };
  memory.keep([mug, heir, { ...mug, slug: "old-mug", contentVersion: 2 }]);
  expect(memory.idOf("mug")).toBe(bowl.id);
});

test("what was not read for the longest time goes first, with its slug", () => {
  const memory = createContentMemory(2);
  memory.keep([mug, bowl]);
  memory.get(mug.id, 1);
  memory.keep([plate]);
  expect([mug, bowl, plate].map(({ slug }) => memory.idOf(slug))).toEqual([mug.id, null, plate.id]);
});
