/** Path parts that people, crawlers and scanners send: broken escapes, traversal, control characters, great length. */
export const HOSTILE_PATH_PARTS = [
  "%A0",
  "50%",
  "%zz",
  "%c0%ae",
  "%ed%a0%80",
  "%F0%9F%92",
  "%00",
  "%0d%0aset-cookie:a=b",
  "%2e%2e",
  "%2E%2e%2fmetrics",
  "..",
  "..%5c..",
  "a%2Fb",
  "%25A0",
  "__proto__",
  "%5Bslug%5D",
  "%E2%80%AE",
  "%F0%9F%92%A1",
  "a".repeat(8192),
  "%A0".repeat(2700),
] as const;

export const HOSTILE_QUERIES = [
  "q=%",
  "q=%A0",
  "q=%00",
  "page=%A0",
  "page=-1",
  "page=1e99",
  "cursor=%A0",
  "cursor=abc",
  "sku=%A0",
  "order=%A0",
  "next=%A0",
  "input=%",
  "input=%7B",
  "batch=1&input=%A0",
  "q[]=1&q[a]=b&__proto__[x]=1",
  "%E0%A4%A=1&%",
  "min=%A0&max=9e999&sort=__proto__&inStock=%",
] as const;

export const UNUSUAL_METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY"] as const;

/** Headers of broken or hostile clients. */
export const HOSTILE_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { rsc: "1", "next-router-state-tree": "%A0" },
  { rsc: "1", "next-router-state-tree": "[]" },
  { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/%A0" },
  { "next-action": "x".repeat(42) },
  { "next-url": "/%A0" },
  { cookie: "theme=%A0; scarlet_guest=%; __Host-scarlet_guest=%" },
  { "x-forwarded-for": "%A0,", "x-forwarded-host": "%A0", "x-forwarded-proto": "a b" },
  { "idempotency-key": "%", authorization: "Bearer %A0", "content-type": "application/json" },
];

/** The paths of a route with the part in place of each parameter, and appended to the route. */
export function withHostilePart(route: string, part: string): readonly string[] {
  const names = route.match(/\{[^}]+\}/g) ?? [];
  const inPlace = names.map((name) => fillParameters(route.replace(name, () => part)));
  return [...inPlace, `${fillParameters(route).replace(/\/$/, "")}/${part}`];
}

/** The path of a route with a harmless value, which names nothing, in place of each parameter. */
export function fillParameters(route: string): string {
  return route.replaceAll(/\{[^}]+\}/g, "nothing-here");
}
