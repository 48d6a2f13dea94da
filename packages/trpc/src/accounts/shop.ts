import { ROLES } from "@scarlet/domain/accounts";
import { z } from "zod";
import { outputOf } from "../output.ts";
import { visitorProcedure } from "../trpc.ts";

const meSchema = z.object({ name: z.string(), email: z.string(), role: z.enum(ROLES) }).nullable();

/** Who is asking. */
export const accountsShop = {
  /** Who is signed in; null for guests and strangers. */
  me: visitorProcedure.output(outputOf(meSchema)).query(({ ctx }) => {
    const { actor } = ctx.shop;
    return actor.kind === "user" ? { name: actor.name, email: actor.email, role: actor.role } : null;
  }),
};
