"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import { type Issue, RETRIABLE_ISSUE_KINDS } from "@scarlet/domain/orders";
import { Button } from "@scarlet/ui/actions/button";
import Link from "next/link";
import { Timestamp } from "../format/timestamp.tsx";
import { useMay } from "../session/person-context.tsx";
import { ISSUE_COPY } from "./issue-copy.ts";
import { useIssueMutations } from "./use-issue-mutations.ts";

/** A table of issues with what happened, what to do, and the buttons to do it. */
export function IssueTable({ issues, busy }: { issues: readonly Issue[]; busy: boolean }) {
  return (
    <table className="table table-wide cards issues" aria-label="Issues" aria-busy={busy || undefined}>
      <thead>
        <tr>
          <th scope="col">What happened</th>
          <th scope="col">Order</th>
          <th scope="col">Since</th>
          <th scope="col" className="num">
            Amount
          </th>
          <th scope="col">
            <span className="hidden-text">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {issues.map((issue) => (
          <IssueRow key={issue.id} issue={issue} />
        ))}
      </tbody>
    </table>
  );
}

function IssueRow({ issue }: { issue: Issue }) {
  const { head, todo } = ISSUE_COPY[issue.kind];
  const isOpen = issue.state === "open";
  return (
    <tr>
      <td className="k-a issue-what">
        <b>{head}</b>
        <p className="quiet small">
          {issue.detail} {issue.reference !== null && <span className="code">{issue.reference}</span>}
        </p>
        {isOpen && <p className="small">{todo}</p>}
        {isOpen && issue.dueBy !== null && (
          <p className="small">
            <b>
              Answer by <Timestamp at={issue.dueBy} as="dayAndTime" />
            </b>
          </p>
        )}
      </td>
      <td className="k-b">
        <Link className="link order-no" href={`/orders/${issue.orderId}`} prefetch={false}>
          {issue.orderNumber || "Open the order"}
        </Link>
      </td>
      <td className="k-d quiet nowrap">
        <Timestamp at={issue.openedAt} as="dayAndTime" />
      </td>
      <td className="k-f num">{issue.amountMinor === 0 ? "" : formatMoney(issue.amountMinor)}</td>
      <td className="k-e issue-do">{isOpen ? <IssueActions issue={issue} /> : <ClosedBy issue={issue} />}</td>
    </tr>
  );
}

function ClosedBy({ issue }: { issue: Issue }) {
  return <span className="quiet small">Done by {issue.closedBy?.name ?? "the shop"}</span>;
}

function IssueActions({ issue }: { issue: Issue }) {
  const { retry, close } = useIssueMutations();
  const may = useMay("orders.cancel_any");
  const { id, kind } = issue;
  if (!may) return <span className="quiet small">For support and admins</span>;
  return (
    <span className="row">
      {RETRIABLE_ISSUE_KINDS.has(kind) && (
        <Button small busy={retry.isPending ? "Trying" : undefined} onClick={() => retry.mutate({ id })}>
          Try again
        </Button>
      )}
      <Button
        small
        kind="bare"
        busy={close.isPending ? "Writing" : undefined}
        onClick={() => close.mutate({ id })}
      >
        Mark as done
      </Button>
    </span>
  );
}
