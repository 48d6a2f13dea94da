import type { SentMail } from "@scarlet/domain/mail";
import { Table } from "@scarlet/ui/layout/table";
import { mailCopy } from "../copy/mail.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** A table of mails. Opening a subject shows the text that was sent. */
export function MailTable({ mails, busy }: { mails: readonly SentMail[]; busy: boolean }) {
  const { columns } = mailCopy;
  return (
    <Table
      label={mailCopy.table}
      className="table-wide table-cards"
      busy={busy}
      columns={[columns.mail, columns.when, columns.to]}
    >
      {mails.map((mail) => (
        <tr key={mail.key}>
          <td className="card-left-1">
            <details>
              <summary>{mail.subject}</summary>
              <div className="mail-text">{mail.text}</div>
            </details>
          </td>
          <td className="card-right-2 quiet nowrap">
            <Timestamp at={mail.at} as="dayAndTime" />
          </td>
          <td className="card-left-2">{mail.to}</td>
        </tr>
      ))}
    </Table>
  );
}
