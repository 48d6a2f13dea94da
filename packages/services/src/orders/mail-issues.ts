import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { MailIssues } from "@scarlet/domain/mail";
import type { IssueStore } from "@scarlet/domain/orders";

/** Mails about orders that no mail server took, among the issues of orders. Others stand in the outbox alone. */
export function createMailIssues(issues: Pick<IssueStore, "open" | "close">): MailIssues {
  return {
    async open({ key, about }, reason) {
      if (about === undefined) return;
      await issues.open({
        key: keyOf(key),
        kind: "mail_stuck",
        ...about,
        amountMinor: 0,
        reference: key,
        detail: reason,
        dueBy: null,
      });
    },
    async close({ key, about }) {
      if (about !== undefined) await issues.close(keyOf(key), actorRef(SYSTEM_ACTOR));
    },
  };
}

function keyOf(mailKey: string): string {
  return `mail:${mailKey}`;
}
