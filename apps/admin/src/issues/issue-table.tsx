"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import { type Issue, RETRIABLE_ISSUE_KINDS } from "@scarlet/domain/orders";
import { Button } from "@scarlet/ui/actions/button";
import { Table } from "@scarlet/ui/layout/table";
import Link from "next/link";
import { issuesCopy } from "../copy/issues.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { useMay } from "../session/person-context.tsx";
import { useIssueMutations } from "./use-issue-mutations.ts";

/** A table of issues with what happened, what to do, and the buttons to do it. */
export function IssueTable({ issues, busy }: { issues: readonly Issue[]; busy: boolean }) {
  const { columns } = issuesCopy;
  return (
    <Table
      label={issuesCopy.table}
      className="table-wide table-cards issues"
      busy={busy}
      columns={[
        columns.what,
        columns.order,
        columns.since,
        { name: columns.amount, numeric: true },
        { name: columns.todo, hidden: true },
      ]}
    >
      {issues.map((issue) => (
        <IssueRow key={issue.id} issue={issue} />
      ))}
    </Table>
  );
}

function IssueRow({ issue }: { issue: Issue }) {
  const { head, todo } = issuesCopy.kind(issue.kind);
  const isOpen = issue.state === "open";
  return (
    <tr>
      <td className="card-left-1 issue-description">
        <b>{head}</b>
        <p className="quiet small">
          {issue.detail} {issue.reference !== null && <span className="code">{issue.reference}</span>}
        </p>
        {isOpen && <p className="small">{todo}</p>}
        {isOpen && issue.dueBy !== null && (
          <p className="small">
            <b>
              {issuesCopy.answerBy}
              <Timestamp at={issue.dueBy} as="dayAndTime" />
            </b>
          </p>
        )}
      </td>
      <td className="card-right-1">
        <Link className="link order-number" href={`/orders/${issue.orderId}`} prefetch={false}>
          {issue.orderNumber || issuesCopy.openOrder}
        </Link>
      </td>
      <td className="card-right-2 quiet nowrap">
        <Timestamp at={issue.openedAt} as="dayAndTime" />
      </td>
      <td className="card-right-3 num">{issue.amountMinor === 0 ? "" : formatMoney(issue.amountMinor)}</td>
      <td className="card-left-3 issue-actions">
        {isOpen ? <IssueActions issue={issue} /> : <ClosedBy issue={issue} />}
      </td>
    </tr>
  );
}

function ClosedBy({ issue }: { issue: Issue }) {
  return <span className="quiet small">{issuesCopy.doneBy(issue.closedBy?.name)}</span>;
}

function IssueActions({ issue }: { issue: Issue }) {
  const { retry, close } = useIssueMutations();
  const may = useMay("orders.cancel_any");
  const { id, kind } = issue;
  if (!may) return <span className="quiet small">{issuesCopy.notForThisRole}</span>;
  return (
    <span className="row">
      {RETRIABLE_ISSUE_KINDS.has(kind) && (
        <Button
          small
          busy={retry.isPending ? issuesCopy.trying : undefined}
          onClick={() => retry.mutate({ id })}
        >
          {issuesCopy.tryAgain}
        </Button>
      )}
      <Button
        small
        kind="bare"
        busy={close.isPending ? issuesCopy.writing : undefined}
        onClick={() => close.mutate({ id })}
      >
        {issuesCopy.markAsDone}
      </Button>
    </span>
  );
}
