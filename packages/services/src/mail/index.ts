export { listMail } from "./list-mail.ts";
