export type { Client } from "./client.ts";
export { withClusterTime } from "./cluster-time.ts";
export { type Answer, dispatch } from "./dispatch.ts";
export { errorReply } from "./errors.ts";
