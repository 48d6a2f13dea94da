import { actorRef } from "@scarlet/domain/kernel";
import type { IssueStore, NewIssue } from "@scarlet/domain/orders";
import { beforeEach, describe, expect, test } from "vitest";
import { staff } from "../builders/index.ts";

/** What every store of issues must keep. */
export function describeIssueStore(name: string, open: () => Promise<IssueStore>): void {
  describe(`IssueStore: ${name}`, () => {
    let issues: IssueStore;
    const issue = (key: string, change: Partial<NewIssue> = {}): NewIssue => ({
      key,
      kind: "dispute",
      orderId: "0".repeat(24),
      orderNumber: "SC-1",
      amountMinor: 4_000_000_000,
      reference: "pi_1",
      detail: "Disputed.",
      dueBy: new Date("2026-12-24T00:00:00Z"),
      ...change,
    });
    const listed = async (state: "open" | "closed") => (await issues.list({ state, limit: 10 })).items;
    const by = actorRef(staff("support"));
    beforeEach(async () => {
      issues = await open();
    });

    test("keeps each once, brings it up to date, closes and opens it again", async () => {
      await issues.open(issue("a"));
      await Promise.all([issues.open(issue("b")), issues.open(issue("b"))]);
      await issues.open(issue("a", { detail: "Lost.", dueBy: null, reference: null }));
      expect((await listed("open")).map(({ key }) => key).toSorted()).toEqual(["a", "b"]);
      const a = (await listed("open")).find(({ key }) => key === "a");
      expect(a).toMatchObject({
        ...issue("a"),
        detail: "Lost.",
        dueBy: null,
        reference: null,
        state: "open",
      });
      expect(await issues.findById(a?.id ?? "")).toEqual(a);
      await issues.close("a", by);
      await issues.close("a", actorRef(staff("admin")));
      expect(await listed("closed")).toMatchObject([{ key: "a", closedBy: { name: by.name } }]);
      await issues.close("unknown", by);
      await issues.open(issue("a"));
      expect(await listed("closed")).toEqual([]);
      expect(await issues.findById(a?.id ?? "")).toMatchObject({ state: "open", closedBy: null });
      expect(await issues.findById("f".repeat(24))).toBeNull();
    });

    test("lists in pages that lose and repeat nothing", async () => {
      for (const key of ["a", "b", "c"]) await issues.open(issue(key));
      const first = await issues.list({ state: "open", limit: 2 });
      const rest = await issues.list({ state: "open", limit: 2, cursor: first.nextCursor ?? "" });
      expect([...first.items, ...rest.items].map(({ key }) => key).toSorted()).toEqual(["a", "b", "c"]);
      expect(rest.nextCursor).toBeNull();
    });
  });
}
