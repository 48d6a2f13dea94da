import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "./source-files.ts";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

const serviceSchema = z.object({
  image: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  restart: z.string().optional(),
  stop_grace_period: z.string().optional(),
});
const { services } = z
  .object({ services: z.record(z.string(), serviceSchema) })
  .parse(parse(read("docker-compose.yml"), { merge: true }));

/** Which app's settings a container is given. */
const APPS = { prepare: "api", api: "api", storefront: "storefront", admin: "admin" } as const;
/** Services that end by themselves. */
const TASKS = ["prepare", "mongo-init"];

/** What an app's env.ts parses; what our own processes tell each other is left out. */
function parsedBy(app: string): readonly string[] {
  const names = [...read(`apps/${app}/src/env.ts`).matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)];
  return [...new Set(names.map((match) => match[1] ?? ""))].filter((name) => !name.startsWith("SCARLET_"));
}

test.each(Object.entries(APPS))("%s is given every setting of its app and no other", (service, app) => {
  const given = Object.keys(services[service]?.environment ?? {});
  expect(given.toSorted()).toEqual(parsedBy(app).toSorted());
});

test("no secret reaches a container that does not need it", () => {
  const secrets = /AUTH_SECRET|DATABASE_URL|DATABASE_PASSWORD|STRIPE/;
  for (const web of ["storefront", "admin", "cache"])
    expect(Object.keys(services[web]?.environment ?? {}).filter((name) => secrets.test(name))).toEqual([]);
});

test("passwords stand in the environment, not in command lines", () => {
  for (const { command = [] } of Object.values(services))
    expect(command.join(" ")).not.toMatch(/\$\{[A-Z_]*(PASSWORD|SECRET)/);
});

test("images and the Dockerfile's base are pinned to a version", () => {
  const images = Object.values(services).flatMap(({ image }) => image ?? []);
  const bases = [...read("Dockerfile").matchAll(/^FROM (\S+:\S+)/gm)].map((match) => match[1] ?? "");
  expect(images.length).toBeGreaterThan(2);
  expect(bases.length).toBeGreaterThan(0);
  for (const image of [...images, ...bases]) expect(image).toMatch(/:\d+\.\d+\.\d+(-slim)?$/);
});

test("what serves is started again, and has time to end", () => {
  for (const [name, { restart, stop_grace_period }] of Object.entries(services)) {
    if (TASKS.includes(name)) continue;
    expect(restart, name).toBe("unless-stopped");
    expect(Number.parseInt(stop_grace_period ?? "0", 10), name).toBeGreaterThanOrEqual(10);
  }
  expect(Number.parseInt(services.mongo?.stop_grace_period ?? "0", 10)).toBeGreaterThan(15);
});
