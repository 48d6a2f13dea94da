import { unauthenticated } from "@scarlet/domain/accounts";
import { type Actor, idempotencyKeyMalformed, onlySubscriptions } from "@scarlet/domain/kernel";
import type { ServiceContext } from "@scarlet/services/context";
import { initTRPC } from "@trpc/server";
import { deserialize, type SuperJSONResult, serialize } from "superjson";
import type { ApiContext } from "./context.ts";
import { isInternal, refusalOf, toTrpcError, trpcErrorOf } from "./errors.ts";
import { refuseForbiddenKeys } from "./forbidden-keys.ts";
import type { ProcedureMeta } from "./rest/rest-meta.ts";

/** superjson, which would drop prototype keys in silence where every other unknown field is refused. */
const transformer = {
  serialize,
  deserialize(wire: SuperJSONResult): unknown {
    refuseForbiddenKeys(wire);
    return deserialize(wire);
  },
};

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer,
    // Stack traces are for the log only, in every environment.
    isDev: false,
    // Longer than a stream is ever quiet: one that is silent for so long is none, and is opened anew.
    sse: { client: { reconnectAfterInactivityMs: 35_000 } },
    errorFormatter({ shape, error, ctx }) {
      const { status, code, sentence, details } = refusalOf(error, ctx?.idempotencyKey);
      return {
        ...shape,
        message: sentence,
        data: { code: shape.data.code, httpStatus: status, errorCode: code, details },
      };
    },
  });

/** Makes a router of procedures, with the shop's context and transformer. */
export const router = t.router;

const named = t.procedure.use(async ({ ctx, next, path, type }) => {
  if (ctx.isSocket === true && type !== "subscription") throw trpcErrorOf(onlySubscriptions());
  if (type === "mutation" && ctx.isKeyMalformed) throw trpcErrorOf(idempotencyKeyMalformed());
  const result = await next();
  if (result.ok) return result;
  if (isInternal(result.error)) {
    ctx.log.error({ err: result.error.cause ?? result.error, procedure: path }, "a procedure failed");
  }
  throw toTrpcError(result.error);
});

function shopOf(ctx: ApiContext, actor: Actor, signal: AbortSignal | undefined): ServiceContext {
  const guestId = actor.kind === "user" ? ctx.guestId?.() : undefined;
  const { callerAddress, log, seen } = ctx;
  return { ...ctx.services, log, actor, signal, seen, callerAddress, guestId };
}

const ANONYMOUS: Actor = { kind: "anonymous" };

/** For everybody; who asks is not even looked up. */
export const openProcedure = named.use(({ ctx, next, signal }) =>
  next({ ctx: { shop: shopOf(ctx, ANONYMOUS, signal) } }),
);

/** For everybody; the actor is anonymous when nobody signed in. */
export const visitorProcedure = named.use(async ({ ctx, next, signal }) =>
  next({ ctx: { shop: shopOf(ctx, await ctx.whoAsks(), signal) } }),
);

/** For whoever owns something here: people and guests. Raises `accounts.unauthenticated`. */
export const knownProcedure = named.use(async ({ ctx, next, signal }) => {
  const actor = await ctx.whoAsks();
  if (actor.kind === "anonymous") throw unauthenticated();
  return next({ ctx: { shop: shopOf(ctx, actor, signal) } });
});

/** For whoever begins to own something: a new visitor of the storefront becomes a guest here. */
export const buyerProcedure = named.use(async ({ ctx, next, signal }) => {
  const known = await ctx.whoAsks();
  const actor = known.kind === "anonymous" ? await ctx.becomeGuest() : known;
  if (actor.kind === "anonymous") throw unauthenticated();
  return next({ ctx: { shop: shopOf(ctx, actor, signal) } });
});
