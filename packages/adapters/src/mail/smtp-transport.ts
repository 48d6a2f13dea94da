import { createHash } from "node:crypto";
import type { Delivery, Mail, MailTransport } from "@scarlet/domain/mail";
import { createTransport } from "nodemailer";

export type SmtpParts = {
  /** `smtp://` or `smtps://`, with the user and the password in it where the server wants them. */
  readonly url: string;
  /** Whom mails are from: an address, or a name with its address in angle brackets. */
  readonly from: string;
};

const CONNECT_TIMEOUT_MS = 15_000;
/** How long a server may say nothing. */
const SILENCE_TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 4;
const PERMANENT = 500;

/** Hands mails to a mail server by SMTP, over a few connections that stay open while there is something to send. */
export function createSmtpTransport({ url, from }: SmtpParts): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    // Nothing of a mail is fetched from elsewhere, whatever is in it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? "localhost";
  return {
    async deliver(mail) {
      try {
        await transport.sendMail(messageOf(mail, from, domain));
        return { outcome: "accepted" };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageOf({ key, to, subject, text, html }: Mail, from: string, domain: string) {
  const id = createHash("sha256").update(key).digest("hex").slice(0, 40);
  return {
    from,
    // As an object it is one address, whatever stands in it.
    to: { name: "", address: to },
    subject,
    text,
    ...(html !== "" && { html }),
    messageId: `<${id}@${domain}>`,
    // No out-of-office answers to a shop.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** `response`: what the server said, without what the client makes of it. */
type SmtpError = {
  readonly responseCode?: number;
  readonly command?: string;
  readonly response?: string;
  readonly message: string;
};

/** Only what the server says for good about this reader or this mail is a refusal: our sign-in and our sender may be mended. */
function failureOf(error: unknown): Delivery {
  const { responseCode, command, response, message } = error as SmtpError;
  const isAboutThisMail = command === "RCPT TO" || command === "DATA";
  const isRefused = isAboutThisMail && responseCode !== undefined && responseCode >= PERMANENT;
  return { outcome: isRefused ? "refused" : "unreachable", reason: response ?? message };
}
