export { type MailServer, type ReceivedMail, type Refusal, startMailServer } from "./mail-server.ts";
