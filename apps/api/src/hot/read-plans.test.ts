import { randomUUID } from "node:crypto";
import type { ProductCard } from "@scarlet/domain/catalog";
import { expect, test } from "vitest";
import { createReadPlans, type ReadPlans } from "./read-plans.ts";

const LIST_ROUTE = "/api/catalog/products";
const DEFAULT_BOUNDS = { addresses: 50, lists: 20, bytes: 200_000 };
/** Half a kilobyte, as a card is. */
const card = (id: string): ProductCard => ({ id, title: "x".repeat(500) }) as unknown as ProductCard;
const list = (id: string, many = 10) => ({
  items: Array.from({ length: many }, () => card(id)),
  nextCursor: null,
});

/** Asks for a list and writes it; gives what was written. */
function show(plans: ReadPlans, url: string, of = list(url)): string {
  const plan = plans.of(url);
  if (plan?.kind !== "list") throw new Error(`${url} is no list`);
  return plan.jsonOf(of).text;
}

test("parameters that mean nothing fill no memory", () => {
  const plans = createReadPlans(DEFAULT_BOUNDS);
  for (let round = 0; round < 2_000; round += 1) {
    show(plans, `${LIST_ROUTE}?x=${round}`);
    show(plans, `${LIST_ROUTE}?limit=24&utm_${round}=y`);
    expect(plans.of(`${LIST_ROUTE}/mug?x=${round}`)).toMatchObject({
      kind: "product",
      input: { slug: "mug" },
    });
  }
  expect(plans.kept().addresses).toBe(0);
  expect(plans.kept().lists).toBe(1);
});

test("however it is spelled, the same question has one body", () => {
  const plans = createReadPlans(DEFAULT_BOUNDS);
  const answer = list("same");
  const urls = [
    LIST_ROUTE,
    `${LIST_ROUTE}?limit=24`,
    `${LIST_ROUTE}?`,
    `${LIST_ROUTE}?x=1`,
    `${LIST_ROUTE}?limit=24&utm_source=a`,
  ];
  const bodies = urls.map((url) => {
    const plan = plans.of(url);
    return plan?.kind === "list" ? plan.jsonOf(answer) : null;
  });
  expect(new Set(bodies).size).toBe(1);
  expect(plans.kept().lists).toBe(1);
});

test("words that nobody asked for before stay within the bounds, in number and in bytes", () => {
  const plans = createReadPlans(DEFAULT_BOUNDS);
  for (let round = 0; round < 500; round += 1) {
    show(plans, `${LIST_ROUTE}?q=${randomUUID()}`, list("q", 100));
    expect(plans.kept().bytes).toBeLessThanOrEqual(DEFAULT_BOUNDS.bytes);
  }
  for (let round = 0; round < 500; round += 1) show(plans, `${LIST_ROUTE}?q=${randomUUID()}`, list("q", 1));
  expect(plans.kept().addresses).toBeLessThanOrEqual(DEFAULT_BOUNDS.addresses);
  expect(plans.kept().lists).toBeLessThanOrEqual(DEFAULT_BOUNDS.lists);
});

test("a list that is asked for again and again outlives a flood of others", () => {
  const plans = createReadPlans(DEFAULT_BOUNDS);
  const popular = list("popular");
  const plan = plans.of(LIST_ROUTE);
  if (plan?.kind !== "list") throw new Error("no list");
  plan.jsonOf(popular);
  const written = plan.jsonOf(popular);
  for (let round = 0; round < 200; round += 1) {
    show(plans, `${LIST_ROUTE}?q=${randomUUID()}`);
    expect(plan.jsonOf(popular)).toBe(written);
  }
});

test("what changed is written anew, and the old body is not kept beside it", () => {
  const plans = createReadPlans(DEFAULT_BOUNDS);
  expect(show(plans, LIST_ROUTE, list("old"))).toContain('"old"');
  expect(show(plans, LIST_ROUTE, list("new"))).not.toContain('"old"');
  expect(plans.kept().lists).toBe(1);
});
