import { z } from "zod";
import { mailAddress, mailAddressFault } from "./mail-address.ts";

/** A mail address, as it is kept. Refused with the words that forms show at their field. */
export const mailAddressSchema = z
  .string()
  .max(254)
  .overwrite(mailAddress)
  .superRefine((text, context) => {
    const fault = mailAddressFault(text);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });
