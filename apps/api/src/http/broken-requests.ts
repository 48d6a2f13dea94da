import { type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { problemHeaders, problemOf, type Refusal } from "@scarlet/trpc";
import { FIXED_HEADERS, HTTPS_HEADERS } from "./responses.ts";

const PROBLEM_BY_STATUS = {
  400: {
    code: "request.malformed",
    sentence: "This request is not one that the shop understands.",
  },
  405: {
    code: "request.method_not_allowed",
    sentence: "This address has no such method.",
  },
  408: {
    code: "request.timed_out",
    sentence: "The request did not come in time.",
  },
  417: {
    code: "request.malformed",
    sentence: "Only `100-continue` can be expected.",
  },
  500: {
    code: "internal",
    sentence: "Something went wrong on our side; please try again.",
  },
  431: {
    code: "request.too_large",
    sentence: "The head of the request is larger than the shop reads.",
  },
} as const;
type Status = keyof typeof PROBLEM_BY_STATUS;

const STATUS_BY_ERROR_CODE: Readonly<Record<string, Status>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Server option for `answerBrokenRequests`: Node alone answers a request without Host with an empty body. */
export const SERVER_OPTIONS = { requireHostHeader: false } as const;

/** The response to what could not be parsed as a request, with the headers of every response. */
export function brokenRequest(error: unknown, https: boolean): Response {
  // The class of the listener's own refusals: a URL or Host that cannot be parsed.
  const status = error instanceof Error && error.name === "RequestError" ? 400 : 500;
  return new Response(bodyOf(status), { status, headers: headersOf(https) });
}

/**
 * Answers what never becomes a request, as everything else is answered: Node would say it without a body and without
 * the safe headers, or hang up.
 */
export function answerBrokenRequests(server: Server, https: boolean): void {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    say(socket, STATUS_BY_ERROR_CODE[error.code ?? ""] ?? 400, https);
  });
  server.on("connect", (_request, socket: Duplex) => say(socket, 405, https));
  server.on("checkExpectation", (_request, response) => {
    response.writeHead(417, { ...headersOf(https), connection: "close" }).end(bodyOf(417));
  });
}

function headersOf(https: boolean): Record<string, string> {
  return { ...FIXED_HEADERS, ...(https && HTTPS_HEADERS), "content-type": "application/problem+json" };
}

function refusalOfBroken(status: Status): Refusal {
  return { status, ...PROBLEM_BY_STATUS[status], details: {} };
}

function bodyOf(status: Status): string {
  return JSON.stringify(problemOf(refusalOfBroken(status)));
}

/** What is said to a request that nobody can make sense of. */
export const MALFORMED_REQUEST: Refusal = refusalOfBroken(400);

function say(socket: Duplex, status: Status, https: boolean): void {
  answerOn(socket, refusalOfBroken(status), https);
}

/** Answers on the bare connection, where there is no response to write to, and ends it. */
export function answerOn(socket: Duplex, refusal: Refusal, https: boolean): void {
  const body = JSON.stringify(problemOf(refusal));
  const headers = {
    ...headersOf(https),
    ...problemHeaders(refusal),
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const { status } = refusal;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}
