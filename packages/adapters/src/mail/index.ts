export { createMailQueue } from "./mail-queue.ts";
export { createOutbox, type MailUse, putInOutbox } from "./outbox.ts";
export { createSmtpTransport, type SmtpParts } from "./smtp-transport.ts";
