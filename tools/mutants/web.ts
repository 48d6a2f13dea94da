import type { Mutant } from "./mutants.ts";

const DOOR = { file: "packages/ui/src/edge/door.ts", tests: ["packages/ui/src/edge/door.test.ts"] };

/** Each protection of the web apps' edge. */
export const WEB_MUTANTS: readonly Mutant[] = [
  {
    name: "an address that cannot be decoded reaches Next",
    file: "packages/ui/src/edge/address.ts",
    find: "return undefined;",
    replace: "return raw;",
    tests: ["packages/ui/src/edge/address.test.ts"],
  },
  {
    name: "an address may step out of its folder",
    file: "packages/ui/src/edge/address.ts",
    find: 'text !== "." && text !== ".." &&',
    replace: "",
    tests: ["packages/ui/src/edge/address.test.ts"],
  },
  {
    ...DOOR,
    name: "the API's addresses are not looked at",
    find: "if (!isAddress(target)) return badAddress",
    replace: 'if (target === "") return badAddress',
  },
  {
    ...DOOR,
    name: "pages take any method",
    find: 'request.method !== "HEAD") return notAllowed',
    replace: 'request.method === "") return notAllowed',
  },
  {
    ...DOOR,
    name: "a broken router header reaches Next",
    find: "if (known && readable) return;",
    replace: "if (known) return;",
  },
  {
    ...DOOR,
    name: "a shop for this machine alone is served under any name",
    find: "parts.loopbackOnly && !isLoopback",
    replace: "!parts && !isLoopback",
  },
  {
    name: "browsers are not told to insist on https",
    file: "packages/ui/src/edge/headers.ts",
    find: "...(https && {",
    replace: "...(https === undefined && {",
    tests: ["packages/ui/src/edge/door.test.ts"],
  },
  {
    name: "a real shop may be reached over plain http",
    file: "packages/domain/src/accounts/public-address.ts",
    find: "|| isLoopback(url)",
    replace: "|| isLoopback(url) || true",
    tests: ["packages/domain/src/accounts/public-address.test.ts", "apps/api/src/env.test.ts"],
  },
  {
    name: "a guest's cookie may come from another host",
    file: "apps/api/src/accounts/guest-cookie.ts",
    find: "name = options.secure ?",
    replace: "name = options === undefined ?",
    tests: ["apps/api/src/accounts/guest-cookie.test.ts"],
  },
  {
    name: "a decimal comma groups thousands",
    file: "apps/admin/src/format/whole-number.ts",
    find: "(?:,\\d{3})+",
    replace: "(?:,\\d{1,3})+",
    tests: ["apps/admin/src/format/whole-number.test.ts"],
  },
  {
    name: "a search for signs is no search",
    file: "packages/adapters/src/catalog/product-store.ts",
    find: "return searchTerms(q)?.length === 0;",
    replace: "return searchTerms(q)?.length === -1;",
    tests: ["packages/adapters/test/ports.test.ts"],
  },
  {
    name: "a staff's search for signs lists every row",
    file: "packages/adapters/src/inventory/stock-lists.ts",
    find: "if (terms.length === 0) return null;",
    replace: "if (terms.length === -1) return null;",
    tests: ["packages/adapters/test/ports.test.ts"],
  },
  {
    name: "a sort key is as long as its title",
    file: "packages/domain/src/kernel/search-terms.ts",
    find: ".slice(0, MAX_SORT_KEY)",
    replace: ".slice(0)",
    tests: ["packages/domain/src/kernel/search-terms.test.ts"],
  },
  {
    name: "lists that callers make up have a key each",
    file: "packages/adapters/src/catalog/list-cache.ts",
    find: "named.isFree ? slotOf(named.name) : named.name",
    replace: "named.name",
    tests: ["packages/adapters/test/list-renewal.test.ts"],
  },
  {
    name: "a list is read from a key that holds another",
    file: "packages/adapters/src/catalog/list-cache.ts",
    find: "kept?.name === name ? kept : null",
    replace: "kept",
    tests: ["packages/adapters/test/list-renewal.test.ts"],
  },
  {
    name: "a page of what is in stock looks at the head of the list only",
    file: "packages/services/src/catalog/page-of-products.ts",
    find: "const MAX_LOOKED_AT = 20 * LIST_HEAD_SIZE;",
    replace: "const MAX_LOOKED_AT = LIST_HEAD_SIZE;",
    tests: ["packages/services/src/catalog/catalog.test.ts"],
  },
  {
    name: "a page of slugs outlives its generation of lists",
    file: "packages/adapters/src/catalog/slug-pages.ts",
    find: "known?.generation === generation",
    replace: "known !== undefined",
    tests: ["packages/adapters/src/catalog/slug-pages.test.ts"],
  },
];
