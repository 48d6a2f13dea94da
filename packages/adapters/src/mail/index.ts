export { createOutbox, putInOutbox } from "./outbox.ts";
