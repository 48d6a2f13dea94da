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
    find: "options.secure ? `${HOST_ONLY}${NAME}` : NAME",
    replace: "NAME",
    tests: ["apps/api/src/accounts/guest-cookie.test.ts"],
  },
];
