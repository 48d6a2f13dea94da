import { z } from "zod";
import { cleanText, textFault } from "./person-text.ts";

/**
 * One line that people type about themselves or others: a name, a street. Of `max` characters at most, with something in it that
 * can be seen, without control characters. Every such field of the shop is one of these or a `personNote`.
 */
export function personLine(max: number) {
  return checked(z.string().overwrite(cleanText).min(1).max(max), false);
}

/** Some lines that people type, which may be missing: a note, a reason. */
export function personNote(max: number) {
  return checked(z.string().overwrite(cleanText).max(max), true);
}

function checked(schema: z.ZodString, lines: boolean): z.ZodString {
  return schema.superRefine((text, context) => {
    const fault = textFault(text, { lines });
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });
}
