import type { WIRE } from "../errors.ts";

export type RefusalKind = keyof typeof WIRE;

/** How a procedure is reached by REST, below `/api`. Procedures without it are for our own apps only. */
export type RestMeta = {
  readonly method: "GET" | "POST";
  /** Parameters in braces: `/orders/{id}`. */
  readonly path: `/${string}`;
  readonly status: 200 | 201;
  readonly summary: string;
  /** bearer: needs a token; public: asks for none. */
  readonly access: "public" | "bearer";
  /** Whether an `Idempotency-Key` header is required. */
  readonly intent: boolean;
  /** What can be refused, besides bad input. */
  readonly refusals: readonly RefusalKind[];
};

export type ProcedureMeta = { readonly rest?: RestMeta };

type Described = Pick<RestMeta, "summary" | "refusals">;

/** A read that anybody may do. */
export function publicRead(path: RestMeta["path"], described: Described): ProcedureMeta {
  return { rest: { method: "GET", path, status: 200, access: "public", intent: false, ...described } };
}

/** A read that needs a bearer token. */
export function bearerRead(path: RestMeta["path"], described: Described): ProcedureMeta {
  return { rest: { method: "GET", path, status: 200, access: "bearer", intent: false, ...described } };
}

/** A write that needs a bearer token and an idempotency key. */
export function bearerWrite(
  path: RestMeta["path"],
  described: Described,
  status: RestMeta["status"] = 200,
): ProcedureMeta {
  return { rest: { method: "POST", path, status, access: "bearer", intent: true, ...described } };
}
