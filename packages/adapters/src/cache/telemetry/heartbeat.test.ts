import type { Db } from "mongodb";
import { expect, test, vi } from "vitest";
import { startHeartbeat } from "./heartbeat.ts";

test("the first word is left although what it tells is made right after", async () => {
  const left: unknown[] = [];
  const words = {
    createIndex: async () => "at_1",
    findOneAndUpdate: async (_who: unknown, word: unknown) => void left.push(word),
    deleteOne: async () => ({}),
  };
  const warn = vi.fn();
  const heartbeat = startHeartbeat(
    { collection: () => words } as unknown as Db,
    { info() {}, warn, error() {} },
    { say: async () => word, answer: async () => Promise.reject(new Error("nobody asks")) },
  );
  const word = { mode: "on" } as never;
  await vi.waitFor(() => expect(left).toHaveLength(1));
  expect(warn).not.toHaveBeenCalled();
  await heartbeat.close();
});
