import { callTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { appRouter } from "../app-router.ts";
import type { ApiContext } from "../context.ts";
import { outputSchemaOf } from "../output.ts";
import type { ProcedureMeta, RestMeta } from "./rest-meta.ts";

/** One REST route and the procedure behind it. */
export type RestRoute = RestMeta & {
  /** The procedure, such as `orders.place`. */
  readonly procedure: string;
  /** What the path names in braces. */
  readonly params: readonly string[];
  readonly input: z.ZodObject;
  readonly answer: z.ZodType;
  /** The names of the input's fields that do not come from the path. */
  readonly fields: ReadonlySet<string>;
  /** Runs the procedure. Raises what the procedure raises. */
  call(ctx: ApiContext, input: unknown, signal: AbortSignal | undefined): Promise<unknown>;
};

/** The REST routes of the shop, from the same procedures as tRPC. */
export const restRoutes: readonly RestRoute[] = Object.entries(proceduresByPath())
  .map(([path, procedure]) => routeOf(path, procedure))
  .filter((route) => route !== undefined);

type ProceduresByPath = Readonly<Record<string, InspectedProcedure>>;
type InspectedProcedure = {
  readonly _def: {
    readonly type: "query" | "mutation" | "subscription";
    readonly meta?: ProcedureMeta;
    readonly inputs: readonly unknown[];
    readonly output?: unknown;
  };
};

/** tRPC keeps procedures flat, by dotted path, but types them as the nested tree. */
function proceduresByPath(): ProceduresByPath {
  // oxlint-disable-next-line no-underscore-dangle -- tRPC has no other word for it
  return appRouter._def.procedures as unknown as ProceduresByPath;
}

function routeOf(procedure: string, { _def }: InspectedProcedure): RestRoute | undefined {
  const rest = _def.meta?.rest;
  if (!rest) return undefined;
  const [input] = _def.inputs;
  const answer = outputSchemaOf(_def.output);
  if (!(input instanceof z.ZodObject) || !answer) {
    throw new TypeError(`${procedure} needs an object as input and a declared answer to be a REST route`);
  }
  const params = [...rest.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const names = Object.keys(input.shape).filter((name) => !params.includes(name));
  return {
    ...rest,
    procedure,
    params,
    input,
    answer,
    fields: new Set(names),
    call: (ctx, value, signal) =>
      callTRPCProcedure({
        router: appRouter,
        path: procedure,
        ctx,
        type: _def.type,
        getRawInput: () => Promise.resolve(value),
        signal,
        batchIndex: 0,
      }),
  };
}
