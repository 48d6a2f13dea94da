/** The words of the page "Mail outbox". */
export const mailCopy = {
  notForThisRole: "Mail is not for your role.",
  rolesThatMay: (roles: string, yourRole: string) =>
    `Mails tell who bought what. They are for ${roles}; your role is ${yourRole}.`,
  none: "No mail yet.",
  noneWhy: "The first one appears here as soon as somebody with an address holds a thing.",
  newer: "Newer mail",
  older: "Older mail",
  table: "Mail",
  columns: { mail: "Mail", when: "When", to: "To" },
} as const;
