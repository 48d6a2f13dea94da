import type { IdSource } from "@scarlet/domain/kernel";

/** Ids in order, so that a failing test reads the same at every run. */
export function createTestIds(prefix = "c"): IdSource {
  let made = 0;
  return {
    newId() {
      made += 1;
      return `${prefix}${made.toString(16).padStart(24 - prefix.length, "0")}`;
    },
  };
}
