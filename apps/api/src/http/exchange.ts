import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "@scarlet/domain/kernel";
import type { AnswerNotes } from "@scarlet/trpc";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { Visitor } from "../session.ts";

/** What is known of one request while it is handled. */
export type Exchange = {
  readonly requestId: string;
  readonly log: Log;
  readonly notes: AnswerNotes;
  readonly visitor: Visitor;
  /** Address of the caller as used for rate limits; see `CallerAddressOf`. */
  readonly callerAddress: string;
  /** Browsers reach the API by https. */
  readonly https: boolean;
};

export type ApiHonoEnv = {
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
  Variables: { exchange: Exchange };
};
export type ApiHonoContext = Context<ApiHonoEnv>;

/** The request on its connection; undefined where the server is asked without one, as tests do. */
export function incomingOf(c: ApiHonoContext): IncomingMessage | undefined {
  const bindings: ApiHonoEnv["Bindings"] | undefined = c.env;
  return bindings?.incoming;
}

/** The answer on its connection; undefined where the server is asked without one. */
export function outgoingOf(c: ApiHonoContext): ServerResponse | undefined {
  const bindings: ApiHonoEnv["Bindings"] | undefined = c.env;
  return bindings?.outgoing;
}

const REQUEST_ID = /^[A-Za-z0-9_.:-]{1,128}$/;

/** The caller's request id if it is well formed, else a new one. */
export function requestIdOf(header: string | undefined): string {
  return header !== undefined && REQUEST_ID.test(header) ? header : randomUUID();
}

/** A log that adds the request id. The child logger is created lazily: most requests log nothing. */
export function requestLog(log: Logger, requestId: string): Log {
  let child: Logger | undefined;
  const own = (): Logger => {
    child ??= log.child({ requestId });
    return child;
  };
  return {
    info: (fields, message) => own().info(fields, message),
    warn: (fields, message) => own().warn(fields, message),
    error: (fields, message) => own().error(fields, message),
  };
}
