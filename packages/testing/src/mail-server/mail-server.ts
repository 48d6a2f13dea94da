import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail as the server got it: whom it was for by the envelope, and all of its source. */
export type ReceivedMail = { readonly to: readonly string[]; readonly from: string; readonly source: string };

/** What the server says instead of taking something: a code of SMTP and words. */
export type Refusal = { readonly code: number; readonly words: string };

/** A mail server of the test's own, on this machine. */
export type MailServer = {
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** What is answered to a recipient, or to a mail once it is whole; undefined: it is taken. */
  refuse: (at: "recipient" | "mail" | "sender") => Refusal | undefined;
  close(): Promise<void>;
};

/** Starts a mail server that takes everything. `options`: what it does otherwise, such as asking for a sign-in. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const judge = (at: "recipient" | "mail" | "sender", done: (error?: Error | null) => void) => {
    const refusal = opened.refuse(at);
    done(refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onMailFrom: (_, __, done) => judge("sender", done),
    onRcptTo: (_, __, done) => judge("recipient", done),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const refusal = opened.refuse("mail");
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        if (refusal === undefined)
          received.push({
            to: rcptTo.map(({ address }) => address),
            from,
            source: String(Buffer.concat(chunks)),
          });
        judge("mail", done);
      });
    },
    ...options,
  });
  // What a client does to its connection is the client's affair.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const opened: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return opened;
}
