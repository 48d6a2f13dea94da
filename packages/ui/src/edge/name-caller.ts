import type { IncomingMessage } from "node:http";

/**
 * Writes behind X-Forwarded-For from where a request really came, as every proxy does: Next hands on whatever the
 * browser wrote there, and tells nothing of the connection. The API reads the header from the right.
 */
export function nameCaller(request: IncomingMessage): void {
  const peer = request.socket.remoteAddress;
  if (peer === undefined) return;
  const before = request.headers["x-forwarded-for"];
  request.headers["x-forwarded-for"] = before === undefined ? peer : `${String(before)}, ${peer}`;
}
