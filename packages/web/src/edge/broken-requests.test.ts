import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { answerBrokenRequests } from "./broken-requests.ts";
import { HEADERS_OUTSIDE_THE_API, headersOfEveryAnswer } from "./security-headers.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** What a web app's server says to bytes as they are. */
async function say(bytes: string): Promise<string> {
  const server = createServer((_request, response) => response.end("a page"));
  answerBrokenRequests(server, {
    ...headersOfEveryAnswer({ https: true, indexed: false }),
    ...HEADERS_OUTSIDE_THE_API,
  });
  open.push(() => server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(bytes));
  let answer = "";
  for await (const part of socket) answer += String(part);
  return answer;
}

test.each([
  ["GARBAGE\r\n\r\n", 400],
  ["GET / HTTP/9.9\r\n\r\n", 400],
  ["GET /\u0001 HTTP/1.1\r\nhost: x\r\n\r\n", 400],
  ["POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n", 400],
  [`GET /${"x".repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
  ["CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n", 405],
  ["GET / HTTP/1.1\r\nhost: x\r\nexpect: gold\r\nconnection: close\r\n\r\n", 417],
] as const)("%j is told what is wrong, with every header that a page has", async (bytes, status) => {
  const answer = await say(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const header of [
    "x-content-type-options: nosniff",
    "x-frame-options: DENY",
    "cache-control: no-store",
    "strict-transport-security: max-age=31536000",
    "content-security-policy: default-src 'none'",
    "referrer-policy: same-origin",
  ])
    expect(answer.toLowerCase()).toContain(header.toLowerCase());
  expect(answer).toMatch(/\r\n\r\n[A-Z].*\.$/);
});
