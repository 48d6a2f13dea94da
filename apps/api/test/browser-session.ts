import { deserialize, type SuperJSONResult, serialize } from "superjson";
import type { Answer, Caller } from "./api-caller.ts";

export type TrpcAnswer = {
  readonly status: number;
  /** The answer's data; undefined when it was refused. */
  readonly data: unknown;
  readonly error: { readonly message: string; readonly data: Readonly<Record<string, unknown>> } | undefined;
  readonly headers: Headers;
};

/** A browser behind one of our apps: it keeps cookies and talks tRPC and sign-in. */
export function browserOf(call: Caller, app: "storefront" | "admin") {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, key?: string): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "x-scarlet-app": app, ...(cookie === "" ? {} : { cookie }) };
    const answer = await call(method, path, { body, key: key ?? null, headers });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    return answer;
  };
  return {
    jar,
    send,
    query: async (procedure: string, input?: unknown) => {
      const wire = encodeURIComponent(JSON.stringify(serialize(input)));
      return read(await send("GET", `/api/trpc/${procedure}?input=${wire}`));
    },
    mutate: async (procedure: string, input: unknown, key?: string) =>
      read(await send("POST", `/api/trpc/${procedure}`, serialize(input), key)),
  };
}

function keep(jar: Map<string, string>, setCookie: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
  if (/max-age=0(;|$)/i.test(setCookie)) jar.delete(name);
  else jar.set(name, value);
}

function read({ status, body, headers }: Answer): TrpcAnswer {
  const { result, error } = body as {
    result?: { data: SuperJSONResult };
    error?: SuperJSONResult;
  };
  return {
    status,
    data: result === undefined ? undefined : deserialize(result.data),
    error: error === undefined ? undefined : deserialize(error),
    headers,
  };
}
