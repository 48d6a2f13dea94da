import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Log } from "@scarlet/domain/kernel";
import type { AnswerNotes } from "@scarlet/trpc";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { Visitor } from "../session.ts";

/** One request and what becomes known of it on its way. */
export type Exchange = {
  readonly requestId: string;
  readonly log: Log;
  readonly notes: AnswerNotes;
  readonly visitor: Visitor;
  /** From where it comes, as it is counted: see `CallerAddressOf`. */
  readonly callerAddress: string;
  /** Browsers reach the API by https. */
  readonly https: boolean;
};

export type ApiHonoEnv = {
  Bindings: { incoming?: IncomingMessage };
  Variables: { exchange: Exchange };
};
export type ApiHonoContext = Context<ApiHonoEnv>;

/** The request on its connection; undefined where the server is asked without one, as tests do. */
export function incomingOf(c: ApiHonoContext): IncomingMessage | undefined {
  const bindings: ApiHonoEnv["Bindings"] | undefined = c.env;
  return bindings?.incoming;
}

const REQUEST_ID = /^[A-Za-z0-9_.:-]{1,128}$/;

/** The caller's request id when it is a plain word, else a new one. */
export function requestIdOf(header: string | undefined): string {
  return header !== undefined && REQUEST_ID.test(header) ? header : randomUUID();
}

/** A log that carries the request's id. The child is made at the first line only: most requests write none. */
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
