import type { FenceMark, Fencing, WriteFence } from "../../src/inventory/index.ts";

/** Lets every write through. Only tests and benchmarks can say so: no room of the shop has such a thing. */
export const THROUGH: Fencing = {
  deadline: null,
  commitBy: null,
  fence: () => ({ set: Promise.resolve({} as FenceMark) }),
};

/** No cache of stock anywhere, so writes need no fence. */
export const NO_FENCE: WriteFence = {
  publishes: false,
  around: async (commit) => (await commit(THROUGH)).result,
  settled: async () => {},
};
