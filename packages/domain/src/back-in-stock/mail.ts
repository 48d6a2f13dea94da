import { type Mail, mailOf } from "../mail/index.ts";
import type { BackInStockRequest } from "./schema.ts";

/** What the mail is about, in words. */
export type BackInStockNews = {
  readonly title: string;
  /** The choice, such as "Ember"; empty where there is none. */
  readonly choice: string;
  readonly productUrl: string;
  /** Where all other requests of the address are forgotten; null when it has none. */
  readonly forgetUrl: string | null;
};

/** The one mail that answers a request. */
export function backInStockMail(
  { id, email }: Pick<BackInStockRequest, "id" | "email">,
  { title, choice, productUrl, forgetUrl }: BackInStockNews,
): Mail {
  const thing = choice === "" ? title : `${title}, ${choice}`;
  return mailOf(
    { key: `back-in-stock:${id}`, to: email },
    {
      subject: `${thing}: it is back`,
      title: "It is back",
      paragraphs: [
        `The ${thing} can be bought again. You asked us to tell you.`,
        "We write to as many people as there are pieces, first come, first served. Nothing is held for you yet: at checkout it is.",
      ],
      action: { label: `See the ${title}`, url: productUrl },
      notes: [
        { text: "This was the one mail. Your request is forgotten." },
        ...(forgetUrl === null
          ? []
          : [
              {
                text: "You wait for other things as well. To hear of none of them and be forgotten:",
                url: forgetUrl,
              },
            ]),
      ],
    },
  );
}
