import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import {
  fillParameters,
  HOSTILE_HEADERS,
  HOSTILE_PATH_PARTS,
  HOSTILE_QUERIES,
  UNUSUAL_METHODS,
  withHostilePart,
} from "./hostile-input.ts";
import { findFaults, type RawRequest, type RawResponse, sendRaw } from "./raw-request.ts";
import { procedures, restRoutes, webRoutes } from "./routes.ts";

// About two thousand requests, on a machine that may be busy with other things.
test.describe.configure({ mode: "parallel", timeout: 240_000 });

const WEB_APPS = [
  { app: "storefront", base: shop.STOREFRONT_URL },
  { app: "admin", base: shop.ADMIN_URL },
] as const;

const serverError = ({ status }: RawResponse) => (status >= 500 ? String(status) : undefined);

/** Error lines that were added to the logs since. Nothing when the logs' folder is not known. */
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

for (const { app, base } of WEB_APPS) {
  const routes = webRoutes(app);

  test(`${app}: no address, however written, is a fault of ours or a line in the log`, async () => {
    expect(routes.length).toBeGreaterThan(8);
    const before = logSizes();
    const paths = routes.flatMap((route) => [
      ...HOSTILE_PATH_PARTS.flatMap((part) => withHostilePart(route, part)),
      ...HOSTILE_QUERIES.map((query) => `${fillParameters(route)}?${query}`),
    ]);
    const strange = [
      "/_next/image?url=%",
      "/_next/image?url=/&w=64&q=75",
      "/_next/static/%A0",
      "/_next/data/%A0.json",
    ];
    const asks: RawRequest[] = [...paths, ...strange].map((each) => ({ path: each }));
    for (const route of routes.map(fillParameters)) {
      asks.push(...HOSTILE_HEADERS.map((headers) => ({ path: route, headers })));
      asks.push(...UNUSUAL_METHODS.map((method) => ({ path: route, method })));
      asks.push({ path: route, method: "POST", headers: { "next-action": "x".repeat(42) }, body: "1=2" });
    }
    expect(await findFaults(base, asks, serverError)).toEqual([]);
    expect(errorsLogged(before)).toEqual([]);
  });

  test(`${app}: what cannot be read is 404 on pages and 400 of the API`, async () => {
    const unreadable = ["%A0", "50%", "%00", "%2e%2e%2fmetrics"];
    const pages = routes
      .filter((route) => !route.startsWith("/api/"))
      .flatMap((route) => withHostilePart(route, "%A0"));
    const notFound = await findFaults(
      base,
      pages.map((each) => ({ path: each })),
      ({ status }) => (status === 404 ? undefined : String(status)),
    );
    expect(notFound).toEqual([]);
    for (const part of unreadable)
      expect((await sendRaw(base, { path: `/api/catalog/products/${part}` })).status).toBe(400);
    for (const way of ["/api/%2e%2e/metrics", "/api/.%2e/readyz", "/api/../metrics", "/api/..%2fmetrics"])
      expect([400, 404], way).toContain((await sendRaw(base, { path: way })).status);
  });

  test(`${app}: every answer carries its headers`, async () => {
    const asks = [
      ...routes.map(fillParameters),
      "/nothing/here",
      "/%A0",
      "/icons",
      "/favicons/x",
      "/_next/static/none.js",
    ];
    const look = ({ headers }: RawResponse, { path: asked }: RawRequest) => {
      const missing = Object.entries(HEADERS).filter(
        ([name, wanted]) => !wanted.test(String(headers[name] ?? "")),
      );
      const page = String(headers["content-type"]).startsWith("text/html");
      const policy = String(headers["content-security-policy"]);
      if (page && !OWN_SCRIPTS_ONLY.test(policy) && !asked.startsWith("/api/"))
        return "a page whose scripts are not named";
      return missing.length > 0 ? `without ${missing.map(([name]) => name).join(", ")}` : undefined;
    };
    expect(
      await findFaults(
        base,
        asks.map((each) => ({ path: each })),
        look,
      ),
    ).toEqual([]);
  });
}

/** A nonce for one visitor's page, hashes for one that is the same for everybody, and nothing wider beside them. */
const OWN_SCRIPTS_ONLY =
  /script-src 'self' (?:'nonce-[\w+/]{24}' 'strict-dynamic'|'sha256-[\w+/]{43}='(?: 'sha256-[\w+/]{43}=')*);/;

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
  const asks = routes.flatMap(({ method, path: route }): RawRequest[] => [
    ...HOSTILE_PATH_PARTS.flatMap((part) => withHostilePart(route, part)).map((each) => ({
      method,
      path: each,
    })),
    ...HOSTILE_QUERIES.map((query) => ({ method, path: `${fillParameters(route)}?${query}` })),
    ...HOSTILE_HEADERS.map((headers) => ({
      method,
      path: fillParameters(route),
      headers,
      ...(method === "POST" && { body: "{" }),
    })),
    ...UNUSUAL_METHODS.map((odd) => ({ method: odd, path: fillParameters(route) })),
  ]);
  expect(await findFaults(shop.API_URL, asks, serverError)).toEqual([]);
  expect(errorsLogged(before)).toEqual([]);
});
