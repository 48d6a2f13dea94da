export { type DeliverMails, deliverMails } from "./deliver-mails.ts";
export { listMail } from "./list-mail.ts";
export { retryMail } from "./retry-mail.ts";
