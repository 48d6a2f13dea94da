import { listMailSchema, mailListSchema } from "@scarlet/domain/mail";
import { listMail } from "@scarlet/services/mail";
import { answers } from "../answers.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: what the shop has mailed, newest first. */
export const mailAdmin = {
  list: knownProcedure
    .input(listMailSchema)
    .output(answers(mailListSchema))
    .query(({ ctx, input }) => listMail(ctx.shop, input)),
};
