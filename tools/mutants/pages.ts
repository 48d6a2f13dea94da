import type { Mutant } from "./mutants.ts";

/** Each protection of the page cache. */
export const PAGES_MUTANTS: readonly Mutant[] = [
  {
    name: "a kept page is sent although something on it changed",
    file: "packages/web/src/page-cache/page-cache.ts",
    find: "if (now.get(name) !== fingerprint) return undefined;",
    replace: "void [now.get(name), fingerprint];",
    tests: ["packages/web/src/page-cache/page-cache.test.ts"],
  },
  {
    name: "who asks for a page while it is being made gets that one",
    file: "packages/web/src/page-cache/render-queue.ts",
    find: "if (before === undefined) return begin(key, make);",
    replace: "return before ?? begin(key, make);",
    tests: ["packages/web/src/page-cache/render-queue.test.ts"],
  },
  {
    name: "a page with something personal on it is kept for everybody",
    file: "packages/web/src/page-cache/render-page.ts",
    find: "record.isPersonal || status >= 500",
    replace: "status >= 500",
    tests: ["packages/web/src/page-cache/page-cache.test.ts"],
  },
  {
    name: "a page of which a read failed is kept",
    file: "packages/web/src/page-cache/render-page.ts",
    find: "status === 200 && !record.isUnsettled",
    replace: "status === 200",
    tests: ["packages/web/src/page-cache/page-cache.test.ts"],
  },
  {
    name: "the fingerprint of a list leaves out what stands beside its items",
    file: "apps/api/src/page-reads/fingerprints.ts",
    find: "JSON.stringify(rest)",
    replace: "typeof rest",
    tests: ["apps/api/src/page-reads/fingerprints.test.ts"],
  },
  {
    name: "a fingerprint is told of what the cache could not vouch for",
    file: "apps/api/src/page-reads/page-reads-route.ts",
    find: 'outcome === "bypass" ? null : fingerprintOf(value)',
    replace: "outcome ? fingerprintOf(value) : null",
    tests: ["apps/api/test/page-reads.test.ts"],
  },
  {
    name: "anybody may ask whether pages stand",
    file: "apps/api/src/page-reads/page-reads-route.ts",
    find: "if (!parts.isOurApp(request.headers[PROXY_HEADER]))",
    replace: "if (parts.isOurApp(request.headers[PROXY_HEADER]) === null)",
    tests: ["apps/api/test/page-reads.test.ts"],
  },
];
