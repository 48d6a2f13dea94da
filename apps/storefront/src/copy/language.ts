/** The language of these words, and the locales by which numbers and dates are written in it. */
export const language = { html: "en", openGraph: "en_GB", numbers: "en-IE", dates: "en-GB" } as const;
