import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readWalls } from "./read-walls.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CONFIGS = [".dependency-cruiser.cjs", "floors.config.json", "tsconfig.base.json"];

const floorsSchema = z.object({
  floors: z.record(
    z.string(),
    z.object({
      ours: z.array(z.string()),
      typesOf: z.array(z.string()).default([]),
      npm: z.array(z.string()),
    }),
  ),
});
const { floors } = floorsSchema.parse(readJson(path.join(ROOT, "floors.config.json")));

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** One wrong import each, and the wall that must catch it. */
const BREACHES: readonly (readonly [wall: string, file: string, source: string])[] = [
  ["floor: packages/domain", "packages/domain/src/orders/up.ts", 'import "@scarlet/adapters/mongo";'],
  ["floor: packages/services", "packages/services/src/orders/up.ts", 'import "@scarlet/adapters/mongo";'],
  ["floor: packages/ui", "packages/ui/src/up.tsx", 'import "@scarlet/services/orders";'],
  ["floor: packages/web", "packages/web/src/up.ts", 'import "@scarlet/services/orders";'],
  ["floor: packages/embedded-mongo", "packages/embedded-mongo/src/up.ts", 'import "@scarlet/domain/kernel";'],
  ["floor: apps/admin", "apps/admin/src/up.ts", 'import "@scarlet/adapters/mongo";'],
  [
    "types only: packages/web",
    "packages/web/src/value.ts",
    'import { appRouter } from "@scarlet/trpc";\nexport const router = appRouter;',
  ],
  [
    "third parties: packages/services",
    "packages/services/src/orders/driver.ts",
    'import { MongoClient } from "mongodb";\nexport const client = MongoClient;',
  ],
  [
    "third parties: apps/storefront",
    "apps/storefront/src/driver.ts",
    'import { MongoClient } from "mongodb";\nexport const client = MongoClient;',
  ],
  [
    "no node: packages/domain",
    "packages/domain/src/orders/disk.ts",
    'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  ],
  [
    "no node: packages/services",
    "packages/services/src/orders/disk.ts",
    'import { readFileSync } from "node:fs";\nexport const read = readFileSync;',
  ],
  ["room: kernel", "packages/domain/src/kernel/later.ts", 'import "../orders/index.ts";'],
  ["room: catalog", "packages/services/src/catalog/later.ts", 'import "@scarlet/domain/orders";'],
  [
    "room by type: catalog",
    "packages/services/src/catalog/does.ts",
    'import { decide } from "@scarlet/domain/inventory";\nexport const decision = decide;',
  ],
  ["door: inside a floor", "packages/domain/src/orders/window.ts", 'import "../kernel/errors.ts";'],
  [
    "door: between floors",
    "packages/services/src/orders/window.ts",
    'import "../../../domain/src/kernel/errors.ts";',
  ],
  [
    "tests' things",
    "packages/domain/src/orders/tried.ts",
    'import { test } from "vitest";\nexport const tried = test;',
  ],
  ["unresolved", "packages/domain/src/orders/lost.ts", 'import "./nowhere.ts";'],
  ["circle", "packages/domain/src/orders/about.ts", 'import "./round.ts";\nexport const about = 1;'],
  [
    "circle",
    "packages/domain/src/orders/typed.ts",
    'import { value } from "./valued.ts";\nexport type Typed = typeof value;',
  ],
  [
    "circle",
    "packages/domain/src/orders/only-type.ts",
    'import type { Other } from "./other-type.ts";\nexport type Only = Other | 1;',
  ],
];

/** What may be imported, so that a wall which forbids too much shows as well. */
const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ["packages/domain/src/kernel/index.ts", 'export * from "./errors.ts";'],
  ["packages/domain/src/kernel/errors.ts", "export const errors = 1;"],
  ["packages/domain/src/inventory/index.ts", "export const decide = 1;\nexport type Stock = 1;"],
  [
    "packages/domain/src/orders/index.ts",
    'import { errors } from "../kernel/index.ts";\nexport const orders = errors;',
  ],
  ["packages/domain/src/orders/round.ts", 'import "./about.ts";\nexport const round = 1;'],
  [
    "packages/domain/src/orders/valued.ts",
    'import type { Typed } from "./typed.ts";\nexport const value: Typed | 1 = 1;',
  ],
  [
    "packages/domain/src/orders/other-type.ts",
    'import type { Only } from "./only-type.ts";\nexport type Other = Only | 2;',
  ],
  [
    "packages/adapters/src/mongo/index.ts",
    'import { MongoClient } from "mongodb";\nexport const client = MongoClient;',
  ],
  [
    "packages/services/src/orders/index.ts",
    'import { orders } from "@scarlet/domain/orders";\nexport const verbs = orders;',
  ],
  [
    "packages/services/src/catalog/index.ts",
    'import type { Stock } from "@scarlet/domain/inventory";\nexport type View = Stock;',
  ],
  [
    "packages/trpc/src/index.ts",
    'import { verbs } from "@scarlet/services/orders";\nexport const appRouter = verbs;\nexport type AppRouter = 1;',
  ],
  [
    "packages/web/src/client.ts",
    'import type { AppRouter } from "@scarlet/trpc";\nexport type Client = AppRouter;',
  ],
  [
    "packages/domain/src/orders/orders.test.ts",
    'import { test } from "vitest";\ntest("x", () => undefined);',
  ],
];

let planted: string;
let blind: string;

beforeAll(() => {
  planted = plant([...ALLOWED, ...BREACHES.map(([, file, source]) => [file, source] as const)]);
  blind = plant(ALLOWED);
});
afterAll(() => {
  for (const folder of [planted, blind]) rmSync(folder, { recursive: true, force: true });
});

function write(file: string, source: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${source}\n`);
}

/** A small repository with our walls. Its packages are its own; those of others are linked one by one and only ever read. */
function plant(files: readonly (readonly [file: string, source: string])[]): string {
  const root = mkdtempSync(path.join(tmpdir(), "scarlet-walls-"));
  for (const config of CONFIGS) cpSync(path.join(ROOT, config), path.join(root, config));
  mkdirSync(path.join(root, "node_modules/@scarlet"), { recursive: true });
  for (const name of ["mongodb", "vitest"])
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(root, "node_modules", name));
  for (const floor of Object.keys(floors)) {
    write(
      path.join(root, floor, "package.json"),
      readFileSync(path.join(ROOT, floor, "package.json"), "utf8"),
    );
    symlinkSync(path.join(root, floor), path.join(root, "node_modules/@scarlet", path.basename(floor)));
  }
  for (const [file, source] of files) write(path.join(root, file), source);
  return root;
}

test("every planted breach is caught by its wall, and nothing that is allowed is called a breach", async () => {
  const { breaches, unread } = await readWalls(planted);
  expect(unread).toEqual([]);
  for (const [wall, file] of BREACHES)
    expect(
      breaches.filter((breach) => breach.startsWith(`${file} → `) && breach.includes(`(${wall}`)),
      `${wall} ${file}`,
    ).not.toEqual([]);
  const guilty = new Set(BREACHES.map(([, file]) => file));
  // A circle is told from each end; its other half is innocent by itself.
  const blamed = breaches
    .filter((breach) => !breach.includes("(circle"))
    .map((breach) => breach.split(" → ")[0] ?? "");
  expect(blamed.filter((file) => !guilty.has(file))).toEqual([]);
});

test("files that were not read are told: a check that reads nothing finds no breach anywhere", async () => {
  const config = path.join(blind, ".dependency-cruiser.cjs");
  writeFileSync(
    config,
    readFileSync(config, "utf8").replace("^(packages|apps)/[^/]+/", "^packages/services/|"),
  );
  const { unread } = await readWalls(blind);
  expect(unread).toEqual(["packages/services/src/catalog/index.ts", "packages/services/src/orders/index.ts"]);
});

test.each(Object.entries(floors))(
  "%s declares what its floor may use, and nothing else",
  (floor, { ours, typesOf, npm }) => {
    const manifest = z
      .object({
        dependencies: z.record(z.string(), z.string()).default({}),
        devDependencies: z.record(z.string(), z.string()).default({}),
        peerDependencies: z.record(z.string(), z.string()).default({}),
      })
      .parse(readJson(path.join(ROOT, floor, "package.json")));
    const named = (floorName: string) => floorName.replace(/^(packages|apps)\//, "@scarlet/");
    const allowed = [...ours.map(named), ...npm];
    const declared = Object.keys(manifest.dependencies);
    expect(declared.filter((name) => !allowed.includes(name))).toEqual([]);
    const known = [
      ...declared,
      ...Object.keys(manifest.devDependencies),
      ...Object.keys(manifest.peerDependencies),
    ];
    expect([...allowed, ...typesOf.map(named)].filter((name) => !known.includes(name))).toEqual([]);
  },
);
