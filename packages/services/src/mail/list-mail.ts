import type { Page } from "@scarlet/domain/kernel";
import type { ListMailInput, SentMail } from "@scarlet/domain/mail";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** What the shop has mailed, newest first. For staff. */
export async function listMail(
  ctx: Pick<ServiceContext, "actor" | "outbox">,
  input: ListMailInput,
): Promise<Page<SentMail>> {
  authorize(ctx.actor, "mail.read");
  return ctx.outbox.list(input);
}
