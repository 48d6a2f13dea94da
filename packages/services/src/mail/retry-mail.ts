import { mailNotFailed, type RetryMailInput } from "@scarlet/domain/mail";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/**
 * Lets a failed mail wait again, with all its tries. Its issue ends when it is sent. For staff. Asked twice, the second
 * time finds no failed one. Raises `mail.not_failed`.
 */
export async function retryMail(
  ctx: Pick<ServiceContext, "actor" | "outbox">,
  { key }: RetryMailInput,
): Promise<{ readonly key: string }> {
  authorize(ctx.actor, "mail.retry");
  if (!(await ctx.outbox.requeue(key))) throw mailNotFailed();
  return { key };
}
