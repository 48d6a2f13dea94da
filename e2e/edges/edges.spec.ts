import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { shop } from "../env.ts";
import { filled, NASTY_HEADERS, NASTY_PARTS, NASTY_QUERIES, ODD_METHODS, withPart } from "./nasty.ts";
import { ask, faultsAmong, type RawAnswer, type RawAsk } from "./raw-request.ts";
import { procedures, restRoutes, webRoutes } from "./routes.ts";

// Some two thousand requests, perhaps on a machine that does something else as well.
test.describe.configure({ mode: "parallel", timeout: 240_000 });

const WEB = [
  { app: "storefront", base: shop.STOREFRONT_URL },
  { app: "admin", base: shop.ADMIN_URL },
] as const;

const failed = ({ status }: RawAnswer) => (status >= 500 ? String(status) : undefined);

/** What the web apps' logs say of errors; the run has them in a folder of its own. */
function errorsLogged(since: ReadonlyMap<string, number>): readonly string[] {
  return [...since].flatMap(([file, size]) =>
    readFileSync(file)
      .subarray(size)
      .toString()
      .split("\n")
      .filter((line) => /⨯|URIError|TypeError|Failed to|"level":[56]0/.test(line)),
  );
}

function logSizes(): ReadonlyMap<string, number> {
  if (shop.LOG_DIR === undefined) return new Map();
  const files = readdirSync(shop.LOG_DIR).filter((name) => /^(storefront|admin|api.*)\.log$/.test(name));
  return new Map(
    files.map((name) => path.join(shop.LOG_DIR ?? "", name)).map((file) => [file, statSync(file).size]),
  );
}

for (const { app, base } of WEB) {
  const routes = webRoutes(app);

  test(`${app}: no address, however written, is a fault of ours or a line in the log`, async () => {
    expect(routes.length).toBeGreaterThan(8);
    const before = logSizes();
    const paths = routes.flatMap((route) => [
      ...NASTY_PARTS.flatMap((part) => withPart(route, part)),
      ...NASTY_QUERIES.map((query) => `${filled(route)}?${query}`),
    ]);
    const strange = [
      "/_next/image?url=%",
      "/_next/image?url=/&w=64&q=75",
      "/_next/static/%A0",
      "/_next/data/%A0.json",
    ];
    const asks: RawAsk[] = [...paths, ...strange].map((each) => ({ path: each }));
    for (const route of routes.map(filled)) {
      asks.push(...NASTY_HEADERS.map((headers) => ({ path: route, headers })));
      asks.push(...ODD_METHODS.map((method) => ({ path: route, method })));
      asks.push({ path: route, method: "POST", headers: { "next-action": "x".repeat(42) }, body: "1=2" });
    }
    expect(await faultsAmong(base, asks, failed)).toEqual([]);
    expect(errorsLogged(before)).toEqual([]);
  });

  test(`${app}: what cannot be read is 404 on pages and 400 of the API`, async () => {
    const unreadable = ["%A0", "50%", "%00", "%2e%2e%2fmetrics"];
    const pages = routes
      .filter((route) => !route.startsWith("/api/"))
      .flatMap((route) => withPart(route, "%A0"));
    const notFound = await faultsAmong(
      base,
      pages.map((each) => ({ path: each })),
      ({ status }) => (status === 404 ? undefined : String(status)),
    );
    expect(notFound).toEqual([]);
    for (const part of unreadable)
      expect((await ask(base, { path: `/api/catalog/products/${part}` })).status).toBe(400);
    for (const way of ["/api/%2e%2e/metrics", "/api/.%2e/readyz", "/api/../metrics", "/api/..%2fmetrics"])
      expect([400, 404], way).toContain((await ask(base, { path: way })).status);
  });

  test(`${app}: every answer carries its headers`, async () => {
    const asks = [
      ...routes.map(filled),
      "/nothing/here",
      "/%A0",
      "/icons",
      "/favicons/x",
      "/_next/static/none.js",
    ];
    const look = ({ headers }: RawAnswer, { path: asked }: RawAsk) => {
      const missing = Object.entries(HEADERS).filter(
        ([name, wanted]) => !wanted.test(String(headers[name] ?? "")),
      );
      const page = String(headers["content-type"]).startsWith("text/html");
      const policy = String(headers["content-security-policy"]);
      if (page && !/script-src 'self' 'nonce-[\w+/]{24}'/.test(policy) && !asked.startsWith("/api/"))
        return "a page without a nonce";
      return missing.length > 0 ? `without ${missing.map(([name]) => name).join(", ")}` : undefined;
    };
    expect(
      await faultsAmong(
        base,
        asks.map((each) => ({ path: each })),
        look,
      ),
    ).toEqual([]);
  });
}

const HEADERS: Readonly<Record<string, RegExp>> = {
  "content-security-policy": /(default-src '(self|none)').*frame-ancestors 'none'/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^(same-origin|no-referrer)$/,
  "permissions-policy": /camera=\(\)/,
  "cache-control": /no-store|no-cache|immutable|must-revalidate|max-age/,
};

test("the API: no address and no input, however written, is a fault of ours", async () => {
  const before = logSizes();
  const rest = await restRoutes();
  const routes = [...rest, ...procedures()];
  expect(rest.length).toBeGreaterThan(15);
  expect(routes.length).toBeGreaterThan(40);
  const asks = routes.flatMap(({ method, path: route }): RawAsk[] => [
    ...NASTY_PARTS.flatMap((part) => withPart(route, part)).map((each) => ({ method, path: each })),
    ...NASTY_QUERIES.map((query) => ({ method, path: `${filled(route)}?${query}` })),
    ...NASTY_HEADERS.map((headers) => ({
      method,
      path: filled(route),
      headers,
      ...(method === "POST" && { body: "{" }),
    })),
    ...ODD_METHODS.map((odd) => ({ method: odd, path: filled(route) })),
  ]);
  expect(await faultsAmong(shop.API_URL, asks, failed)).toEqual([]);
  expect(errorsLogged(before)).toEqual([]);
});
