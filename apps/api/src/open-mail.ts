import { createMailQueue, createSmtpTransport } from "@scarlet/adapters/mail";
import type { Lease, Mongo } from "@scarlet/adapters/mongo";
import type { Log } from "@scarlet/domain/kernel";
import { createMailIssues } from "@scarlet/services/orders";
import type { ShopServices } from "@scarlet/trpc";
import type { ApiEnv } from "./env.ts";
import { startDeliveringMail } from "./jobs/deliver-mail.ts";

export type MailDeliveryParts = {
  readonly mongo: Mongo;
  readonly services: Pick<ShopServices, "issues">;
  readonly lease: Pick<Lease, "hold">;
  readonly log: Log;
};

/** Whether this shop has a mail server. */
export function deliversMail({ MAIL_URL }: Pick<ApiEnv, "MAIL_URL">): boolean {
  return MAIL_URL !== undefined;
}

/** Starts to hand mails to the mail server that the settings name; without one nothing runs. */
export function startMailDelivery(
  { MAIL_URL: url, MAIL_FROM: from }: Pick<ApiEnv, "MAIL_URL" | "MAIL_FROM">,
  { mongo, services, lease, log }: MailDeliveryParts,
): { stop(): Promise<void> } {
  if (url === undefined || from === undefined) return { stop: () => Promise.resolve() };
  return startDeliveringMail({
    queue: createMailQueue(mongo),
    transport: createSmtpTransport({ url, from }),
    issues: createMailIssues(services.issues),
    lease,
    log,
  });
}
