import { expect, test, vi } from "vitest";
import { rememberCandidates } from "./auditor.ts";

test("what changed last is asked once as long as nothing changes, and again after ten seconds or a change", async () => {
  let nowMs = 0;
  const ask = vi.fn(async () => ["mug"]);
  const candidates = rememberCandidates(ask, () => nowMs);
  expect(await candidates.recentlyChanged(5)).toEqual(["mug"]);
  nowMs = 9_999;
  await candidates.recentlyChanged(5);
  expect(ask).toHaveBeenCalledTimes(1);
  nowMs = 10_000;
  await candidates.recentlyChanged(5);
  expect(ask).toHaveBeenCalledTimes(2);
  candidates.forget();
  await candidates.recentlyChanged(5);
  expect(ask).toHaveBeenCalledTimes(3);
});

test("a database that did not answer is asked again", async () => {
  const ask = vi.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValue(["mug"]);
  const candidates = rememberCandidates(ask, () => 0);
  await expect(candidates.recentlyChanged(5)).rejects.toThrow("away");
  expect(await candidates.recentlyChanged(5)).toEqual(["mug"]);
});
