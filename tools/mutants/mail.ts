import type { Mutant } from "./mutants.ts";

const DELIVERY = {
  file: "packages/services/src/mail/deliver-mails.ts",
  tests: ["packages/services/src/mail/deliver-mails.test.ts"],
};
const QUEUE = {
  file: "packages/adapters/src/mail/mail-queue.ts",
  tests: ["packages/adapters/test/ports.test.ts"],
};
const TRANSPORT = {
  file: "packages/adapters/src/mail/smtp-transport.ts",
  tests: ["packages/adapters/test/smtp-transport.test.ts"],
};
const NOTICES = {
  file: "apps/api/src/accounts/account-notices.ts",
  tests: ["apps/api/test/accounts.test.ts"],
};

/** Each protection of mail that is sent, and of the link that sets a new password. */
export const MAIL_MUTANTS: readonly Mutant[] = [
  {
    ...QUEUE,
    name: "two processes are given the same mail",
    find: ', Field.eq("sendAfter", sendAfter)',
    replace: "",
  },
  {
    ...DELIVERY,
    name: "a mail is tried for ever",
    find: 'outcome === "refused" || tries >= MAX_TRIES',
    replace: 'outcome === "refused"',
  },
  {
    ...DELIVERY,
    name: "what a mail server refuses for good is tried again",
    find: 'outcome === "refused" || tries >= MAX_TRIES',
    replace: "tries >= MAX_TRIES",
  },
  {
    ...DELIVERY,
    name: "the issue of a mail stays open when it is sent after all",
    find: "if (taken.hadTrouble) await parts.issues.close(taken.mail);",
    replace: "",
  },
  {
    ...TRANSPORT,
    name: "a sender that is refused is held against the mail",
    find: 'const isAboutThisMail = command === "RCPT TO" || command === "DATA";',
    replace: "const isAboutThisMail = command !== undefined;",
  },
  {
    file: "packages/domain/src/mail/mail-of-letter.ts",
    name: "a subject may have several lines",
    find: 'return text.replace(/\\s+/gu, " ").trim();',
    replace: "return text;",
    tests: ["packages/domain/src/mail/mail-of-letter.test.ts"],
  },
  {
    file: "packages/domain/src/mail/letter-html.ts",
    name: "words of a mail become markup",
    find: "(sign) => ENTITIES[sign] ?? sign",
    replace: "(sign) => sign",
    tests: ["packages/domain/src/mail/mail-of-letter.test.ts"],
  },
  {
    file: "packages/domain/src/orders/mails.ts",
    name: "a refund that failed is called on its way",
    find: 'event === "refunded" || event === "refund_failed"',
    replace: 'event === "refunded"',
    tests: ["packages/services/src/orders/mails.test.ts"],
  },
  {
    ...NOTICES,
    name: "a stranger fills a mailbox with links for new passwords",
    find: "const RESET_WINDOW_MS = 600_000;",
    replace: "const RESET_WINDOW_MS = 1;",
  },
  {
    file: "packages/adapters/src/accounts/auth.ts",
    name: "a new password leaves old sessions open",
    find: "revokeSessionsOnPasswordReset: true",
    replace: "revokeSessionsOnPasswordReset: false",
    tests: ["apps/api/test/accounts.test.ts"],
  },
  {
    file: "packages/adapters/src/accounts/auth.ts",
    name: "the database knows the word that sets a new password",
    find: 'storeIdentifier: "hashed"',
    replace: 'storeIdentifier: "plain"',
    tests: ["apps/api/test/processes/accounts.test.ts"],
  },
];
