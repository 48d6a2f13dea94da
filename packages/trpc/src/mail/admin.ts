import { listMailSchema, mailListSchema, retryMailSchema } from "@scarlet/domain/mail";
import { listMail, retryMail } from "@scarlet/services/mail";
import { outputOf } from "../output.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: what the shop has written to people, and what became of it. */
export const mailAdmin = {
  /** The outbox, newest first, or the mails of one state. */
  list: knownProcedure
    .input(listMailSchema)
    .output(outputOf(mailListSchema))
    .query(({ ctx, input }) => listMail(ctx.shop, input)),
  /** Lets a failed mail wait again. Raises `mail.not_failed`. */
  retry: knownProcedure
    .input(retryMailSchema)
    .output(outputOf(retryMailSchema))
    .mutation(({ ctx, input }) => retryMail(ctx.shop, input)),
};
