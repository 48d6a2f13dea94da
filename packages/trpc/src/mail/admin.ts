import { listMailSchema, mailListSchema } from "@scarlet/domain/mail";
import { listMail } from "@scarlet/services/mail";
import { outputOf } from "../output.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: what the shop has mailed, newest first. */
export const mailAdmin = {
  /** Sent mails, newest first. Only in a shop without a mail server. */
  list: knownProcedure
    .input(listMailSchema)
    .output(outputOf(mailListSchema))
    .query(({ ctx, input }) => listMail(ctx.shop, input)),
};
