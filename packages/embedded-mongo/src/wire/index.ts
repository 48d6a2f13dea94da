export { Frames, MAX_MESSAGE_BYTES, MalformedFrameError } from "./frames.ts";
export { BadMessageError, type Request, readRequest } from "./message.ts";
export { writeReply } from "./reply.ts";
