import { z } from "zod";
import { mailAddressSchema } from "../kernel/index.ts";

/** The address of a mail server: `smtps://` is encrypted from the beginning, `smtp://` as soon as the server offers it. */
export const mailUrlSchema = z
  .url({ protocol: /^smtps?$/, error: "it must begin with smtp:// or smtps://" })
  .refine((url) => new URL(url).hostname !== "", "it must name a host");

const NAME_AND_ADDRESS = /^([^<>"\r\n]{1,100})\s<([^<>\s]+)>$/u;

/** Whom mails are from: an address, or a name with its address in angle brackets. */
export const senderSchema = z
  .string()
  .refine(
    (text) => mailAddressSchema.safeParse(NAME_AND_ADDRESS.exec(text)?.[2] ?? text).success,
    "it must be an address, or a name with its address in <>",
  );
