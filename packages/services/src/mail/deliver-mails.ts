import type { Log } from "@scarlet/domain/kernel";
import type { Delivery, MailIssues, MailQueue, MailTransport, TakenMail } from "@scarlet/domain/mail";
import { MAX_TRIES, retryDelayMs } from "../kernel/index.ts";

const MAILS_AT_ONCE = 20;
/** Longer than a transport may take over all of them, so that none is handed over twice by two processes. */
const TAKEN_MS = 900_000;
const FIRST_RETRY_DELAY_MS = 30_000;
const MAX_REASON_LENGTH = 300;

export type DeliverMails = {
  readonly queue: MailQueue;
  readonly transport: MailTransport;
  readonly issues: MailIssues;
  readonly log: Log;
};

/**
 * Hands the next waiting mails to the mail server and tells how many it took. One that it cannot take now waits longer
 * each time, up to an hour; after twelve tries, or at once when the server refuses it, it has failed and stands among the
 * issues until it is sent after all. A process that dies between the server's answer and the note of it hands that one
 * mail over again, under the same Message-ID.
 */
export async function deliverMails(parts: DeliverMails): Promise<number> {
  const taken = await parts.queue.take(MAILS_AT_ONCE, TAKEN_MS);
  const accepted = await Promise.all(taken.map((each) => deliverOne(parts, each)));
  return accepted.filter(Boolean).length;
}

async function deliverOne(parts: DeliverMails, taken: TakenMail): Promise<boolean> {
  const { key } = taken.mail;
  const delivery = await parts.transport.deliver(taken.mail);
  if (delivery.outcome === "accepted") {
    await parts.queue.sent(key);
    if (taken.hadTrouble) await parts.issues.close(taken.mail);
    return true;
  }
  const tries = taken.triesBefore + 1;
  const reason = delivery.reason.slice(0, MAX_REASON_LENGTH);
  parts.log.warn({ mail: key, tries, reason }, "a mail was not taken by the mail server");
  if (isOver(delivery, tries)) await giveUp(parts, taken, reason);
  else await parts.queue.later(key, reason, retryDelayMs(tries, FIRST_RETRY_DELAY_MS));
  return false;
}

function isOver({ outcome }: Delivery, tries: number): boolean {
  return outcome === "refused" || tries >= MAX_TRIES;
}

/** The issue first: should the process die between the two, the mail is tried once more and the issue is the same one. */
async function giveUp({ queue, issues }: DeliverMails, { mail }: TakenMail, reason: string): Promise<void> {
  await issues.open(mail, reason);
  await queue.failed(mail.key, reason);
}
