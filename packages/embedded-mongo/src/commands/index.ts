export { type Answer, dispatch } from "./dispatch.ts";
export { asMongoError, errorReply } from "./errors.ts";
export { stamped } from "./stamp.ts";
