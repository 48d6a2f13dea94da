import type { IncomingMessage } from "node:http";

/**
 * Appends the connection's address to `X-Forwarded-For`, as every proxy does: Next forwards what the browser wrote
 * there and does not tell the address. The API reads the header from the right, where trusted proxies append.
 */
export function appendForwardedFor(request: IncomingMessage): void {
  const peer = request.socket.remoteAddress;
  if (peer === undefined) return;
  const before = request.headers["x-forwarded-for"];
  request.headers["x-forwarded-for"] = before === undefined ? peer : `${String(before)}, ${peer}`;
}
