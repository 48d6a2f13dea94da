import { expect } from "vitest";
import type { Answer } from "./api-caller.ts";
import type { MemoryShop } from "./memory-shop.ts";

/** A refusal that helps: 4xx, problem+json, a code, a sentence, and no trace of our insides. */
export function expectRefusal(answer: Answer): void {
  expect([answer.status >= 400 && answer.status < 500, answer.status]).toEqual([true, answer.status]);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({ type: "about:blank", status: answer.status });
  expect(answer.body.code).toMatch(/^[a-z]+\.[a-z_]+$/);
  expect(String(answer.body.detail).length).toBeGreaterThan(10);
  expect(answer.text).not.toMatch(/node_modules|\.ts:|stack/i);
}

/** The same, and nothing in the shop is another than before. */
export async function expectNothingChanged(
  shop: MemoryShop,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  const before = shop.books();
  const answer = await attempt();
  expectRefusal(answer);
  expect(shop.books()).toBe(before);
  return answer;
}
