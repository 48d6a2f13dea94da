import type { IssueStore } from "@scarlet/domain/orders";
import { createTestIds } from "../clock/index.ts";
import type { MemoryDatabase } from "./database.ts";
import { paginate } from "./paginate.ts";

/** What staff must look at, in memory. */
export function createMemoryIssueStore(db: MemoryDatabase): IssueStore {
  const ids = createTestIds("15e");
  return {
    async open(issue) {
      const now = db.clock.read();
      const known = db.issues.get(issue.key);
      const fresh = { id: known?.id ?? ids.newId(), openedAt: known?.openedAt ?? now };
      db.issues.set(issue.key, { ...issue, ...fresh, state: "open", changedAt: now, closedBy: null });
    },
    async close(key, by) {
      const known = db.issues.get(key);
      if (known?.state !== "open") return;
      db.issues.set(key, { ...known, state: "closed", closedBy: by, changedAt: db.clock.read() });
    },
    async findById(id) {
      return structuredClone([...db.issues.values()].find((issue) => issue.id === id) ?? null);
    },
    async list({ state, cursor, limit }) {
      const found = [...db.issues.values()].filter((issue) => issue.state === state);
      found.sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime() || (a.id < b.id ? 1 : -1));
      return structuredClone(paginate(found, cursor, limit));
    },
  };
}
