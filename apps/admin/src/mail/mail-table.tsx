"use client";

import type { MailState, OutboxMail } from "@scarlet/domain/mail";
import { Button } from "@scarlet/ui/actions/button";
import { StatusLabel, type StatusShape, type StatusTone } from "@scarlet/ui/feedback/status-label";
import { Table } from "@scarlet/ui/layout/table";
import { mailCopy } from "../copy/mail.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { useMay } from "../session/person-context.tsx";
import { useRetryMail } from "./use-retry-mail.ts";

const BADGES: Readonly<Record<MailState, { shape: StatusShape; tone: StatusTone }>> = {
  kept: { shape: "ring", tone: "mute" },
  waiting: { shape: "half", tone: "warn" },
  sent: { shape: "tick", tone: "ok" },
  failed: { shape: "cross", tone: "danger" },
};

/** A table of mails. Opening a subject shows the text; one that failed says why, and can be tried again. */
export function MailTable({ mails, busy }: { mails: readonly OutboxMail[]; busy: boolean }) {
  const { columns } = mailCopy;
  return (
    <Table
      label={mailCopy.table}
      className="table-wide table-cards"
      busy={busy}
      columns={[
        columns.state,
        columns.mail,
        columns.to,
        columns.tries,
        columns.when,
        { name: columns.todo, hidden: true },
      ]}
    >
      {mails.map((mail) => (
        <MailRow key={mail.key} mail={mail} />
      ))}
    </Table>
  );
}

function MailRow({ mail }: { mail: OutboxMail }) {
  return (
    <tr>
      <td className="card-right-1">
        <StatusLabel {...BADGES[mail.state]}>{mailCopy.state(mail.state)}</StatusLabel>
      </td>
      <td className="card-left-1">
        <details>
          <summary>{mail.subject}</summary>
          <div className="mail-text">{mail.text}</div>
        </details>
      </td>
      <td className="card-left-2">{mail.to}</td>
      <td className="card-left-3 quiet mail-tries">
        <Tries mail={mail} />
      </td>
      <td className="card-right-2 quiet nowrap">
        <Timestamp at={mail.at} as="dayAndTime" />
      </td>
      <td className="card-right-3">{mail.state === "failed" && <Retry mail={mail} />}</td>
    </tr>
  );
}

/** How often it was tried, why the last try was in vain, and when the next one is. */
function Tries({ mail: { tries, lastError, sendAfter, state } }: { mail: OutboxMail }) {
  if (state === "kept" || tries === 0) return null;
  return (
    <>
      {mailCopy.tries(tries)}
      {lastError !== null && <>, {lastError}</>}
      {lastError !== null && sendAfter !== null && (
        <>
          , {mailCopy.nextAt}
          <Timestamp at={sendAfter} as="dayAndTime" />
        </>
      )}
    </>
  );
}

function Retry({ mail: { key, subject } }: { mail: OutboxMail }) {
  const retry = useRetryMail(subject);
  if (!useMay("mail.retry")) return null;
  return (
    <Button small busy={retry.isPending ? mailCopy.trying : undefined} onClick={() => retry.mutate({ key })}>
      {mailCopy.tryAgain}
    </Button>
  );
}
