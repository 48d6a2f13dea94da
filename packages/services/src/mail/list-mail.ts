import type { ListMailInput, MailList } from "@scarlet/domain/mail";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** What the shop has written and what became of it, newest first. For staff. */
export async function listMail(
  ctx: Pick<ServiceContext, "actor" | "outbox">,
  input: ListMailInput,
): Promise<MailList> {
  authorize(ctx.actor, "mail.read");
  return ctx.outbox.list(input);
}
