import { randomUUID } from "node:crypto";

export type Answer = {
  readonly status: number;
  /** The JSON object that came back; empty when it was none. */
  readonly body: Readonly<Record<string, unknown>> & { readonly code?: string };
  readonly text: string;
  readonly headers: Headers;
};

export type Call = {
  readonly token?: string | undefined;
  /** An idempotency key; null: none. A POST gets a fresh one unless told. */
  readonly key?: string | null;
  readonly body?: unknown;
  /** A body as it is, instead of JSON. */
  readonly raw?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Caller = (method: string, path: string, options?: Call) => Promise<Answer>;

/** Calls an API and reads its JSON. */
export function callerOf(send: (path: string, init: RequestInit) => Response | Promise<Response>): Caller {
  return async (method, path, { token, key, body, raw, headers = {} } = {}) => {
    const sent = new Headers(headers);
    if (token !== undefined) sent.set("authorization", `Bearer ${token}`);
    if (method === "POST" && key !== null) sent.set("idempotency-key", key ?? randomUUID());
    if (body !== undefined && !sent.has("content-type")) sent.set("content-type", "application/json");
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await send(path, { method, headers: sent, ...(text === undefined ? {} : { body: text }) });
    const received = await answer.text();
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    const json = isJson && received !== "" ? JSON.parse(received) : {};
    return { status: answer.status, body: json, text: received, headers: answer.headers };
  };
}
