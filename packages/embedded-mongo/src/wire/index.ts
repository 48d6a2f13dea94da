export { Frames, MAX_MESSAGE_BYTES, MAX_UNAUTHENTICATED_BYTES, MalformedFrameError } from "./frames.ts";
export { BadMessageError, type Request, readRequest } from "./message.ts";
export { type Answered, idOfMessage, writeReply } from "./reply.ts";
