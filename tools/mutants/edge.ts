import type { Mutant } from "./mutants.ts";

/** Each protection of the API against those who ask it. */
export const EDGE_MUTANTS: readonly Mutant[] = [
  {
    name: "HEAD begins to listen to stock events",
    file: "apps/api/src/http/stock-events.ts",
    find: 'c.req.method === "HEAD" || response',
    replace: 'c.req.method === "TRACE" || response',
    tests: ["apps/api/test/stream-listeners.test.ts"],
  },
  {
    name: "X-Forwarded-For is believed from anybody",
    file: "apps/api/src/http/caller-address.ts",
    find: "isOurApp(incoming.headers[PROXY_HEADER]) || isTrusted(address);",
    replace: "true;",
    tests: ["apps/api/src/http/caller-address.test.ts", "apps/api/test/rate-limits.test.ts"],
  },
  {
    name: "no address has a limit",
    file: "apps/api/src/http/rate-limits.ts",
    find: "if (waitMs > 0) throw",
    replace: "if (waitMs < 0) throw",
    tests: ["apps/api/test/rate-limits.test.ts"],
  },
  {
    name: "processes count by themselves though they share a Redis",
    file: "packages/adapters/src/kernel/rate-limiter.ts",
    find: 'return typeof waitMs === "number" ? waitMs : 0;',
    replace: 'return typeof waitMs === "number" ? 0 * waitMs : 0;',
    tests: ["packages/adapters/test/rate-limiter.test.ts"],
  },
  {
    name: "a malformed idempotency key counts as none",
    file: "packages/trpc/src/trpc.ts",
    find: 'if (type === "mutation" && ctx.isKeyMalformed)',
    replace: 'if (type === "subscription" && ctx.isKeyMalformed)',
    tests: ["apps/api/test/bad-input/idempotency-keys.test.ts"],
  },
  {
    name: "an address with meaningless parameters is remembered",
    file: "apps/api/src/hot/read-plans.ts",
    find: "if (made === null || !made.isPlainlySpelled)",
    replace: "if (made === null)",
    tests: ["apps/api/src/hot/read-plans.test.ts"],
  },
  {
    name: "bodies of lists have no bound in bytes",
    file: "apps/api/src/hot/list-bodies.ts",
    find: "maxSize: bounds.bytes,",
    replace: "maxSize: 1024 * bounds.bytes,",
    tests: ["apps/api/src/hot/read-plans.test.ts"],
  },
  {
    name: "the hot reads are not counted",
    file: "apps/api/src/hot/hot-reads.ts",
    find: "|| !isAdmitted(request, parts)",
    replace: "|| (!isAdmitted(request, parts) && plan === null)",
    tests: ["apps/api/test/hot-reads.test.ts"],
  },
  {
    name: "a page of the internet may ask the operators' port under a name of its own",
    file: "apps/api/src/operator-server.ts",
    find: "if (isLocal && !isLoopback(",
    replace: "if (!isLocal && !isLoopback(",
    tests: ["apps/api/test/operator-server.test.ts"],
  },
  {
    name: "every claim of a newer stock version is a read of the database",
    file: "packages/adapters/src/cache/reading/min-version-check.ts",
    find: "known.untilMs > monotonicMs()",
    replace: "known.untilMs < monotonicMs()",
    tests: ["packages/adapters/src/cache/reading/min-version-check.test.ts"],
  },
  {
    name: "what the database said lately is not held against the cache",
    file: "packages/adapters/src/cache/reading/min-version-check.ts",
    find: "&& version >= known.version",
    replace: "&& version >= 0 * known.version",
    tests: ["packages/adapters/src/cache/reading/min-version-check.test.ts"],
  },
];
