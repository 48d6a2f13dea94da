import type { Lease } from "@scarlet/adapters/mongo";
import { type DeliverMails, deliverMails } from "@scarlet/services/mail";
import { repeat } from "./repeat.ts";

const INTERVAL_MS = 2_000;

export type DeliverMailParts = DeliverMails & {
  /** Held by one process at a time, which hands mails over. Two at once would hand over different ones. */
  readonly lease: Pick<Lease, "hold">;
};

/** Hands what waits in the outbox to the mail server, a full step at once after another. */
export function startDeliveringMail({ lease, ...parts }: DeliverMailParts): { stop(): Promise<void> } {
  const step = async () => (await lease.hold()) && (await deliverMails(parts)) > 0;
  const job = repeat({ name: "deliver-mail", everyMs: INTERVAL_MS, step }, parts.log);
  return {
    async stop() {
      await job.stop();
      parts.transport.close();
    },
  };
}
