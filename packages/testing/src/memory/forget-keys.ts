import type { ForgetKeys, Forgettable } from "@scarlet/domain/back-in-stock";

/** Keys that only whoever made them knows, in memory. */
export function createMemoryForgetKeys(): ForgetKeys {
  const sealed = new Map<string, Forgettable>();
  return {
    seal(what) {
      const key = `forget-key-${sealed.size + 1}`;
      sealed.set(key, what);
      return key;
    },
    open: (key) => sealed.get(key) ?? null,
  };
}
