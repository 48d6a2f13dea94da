import type { Server } from "node:http";

const REFUSED = {
  400: ["Bad Request", "This request is not one that the shop understands."],
  405: ["Method Not Allowed", "This address has no such method."],
  408: ["Request Timeout", "The request did not come in time."],
  417: ["Expectation Failed", "Only `100-continue` can be expected."],
  431: ["Request Header Fields Too Large", "The head of the request is larger than the shop reads."],
} as const;
type Status = keyof typeof REFUSED;

/** What is used of the socket. */
type Connection = { readonly writable: boolean; end(text: string): unknown; destroy(): unknown };

const STATUS_OF: Readonly<Record<string, Status>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what Node cannot parse as a request, with a sentence and these headers: Node's own answers have neither, and
 * some connections it closes without one.
 */
export function answerBrokenRequests(server: Server, headers: Readonly<Record<string, string>>): void {
  const own = { ...headers, "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" };
  const say = (socket: Connection, status: Status) => {
    const [reason, sentence] = REFUSED[status];
    const length = String(Buffer.byteLength(sentence));
    const lines = Object.entries({ ...own, "content-length": length, connection: "close" })
      .map(([name, value]) => `${name}: ${value}`)
      .join("\r\n");
    socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines}\r\n\r\n${sentence}`);
  };
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Connection) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    say(socket, STATUS_OF[error.code ?? ""] ?? 400);
  });
  server.on("connect", (_request, socket: Connection) => say(socket, 405));
  server.on("checkExpectation", (_request, response) => {
    const [, sentence] = REFUSED[417];
    const length = Buffer.byteLength(sentence);
    response.writeHead(417, { ...own, "content-length": length, connection: "close" }).end(sentence);
  });
}
