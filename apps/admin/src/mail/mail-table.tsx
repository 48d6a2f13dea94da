import type { SentMail } from "@scarlet/domain/mail";
import { mailCopy } from "../copy/mail.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** A table of mails. Opening a subject shows the text that was sent. */
export function MailTable({ mails, busy }: { mails: readonly SentMail[]; busy: boolean }) {
  const { columns } = mailCopy;
  return (
    <table className="table table-wide cards" aria-label={mailCopy.table} aria-busy={busy || undefined}>
      <thead>
        <tr>
          <th scope="col">{columns.mail}</th>
          <th scope="col">{columns.when}</th>
          <th scope="col">{columns.to}</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.key}>
            <td className="k-a">
              <details>
                <summary>{mail.subject}</summary>
                <div className="mail-text">{mail.text}</div>
              </details>
            </td>
            <td className="k-d quiet nowrap">
              <Timestamp at={mail.at} as="dayAndTime" />
            </td>
            <td className="k-c">{mail.to}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
