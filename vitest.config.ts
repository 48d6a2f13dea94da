import { configDefaults, defineConfig } from "vitest/config";

/** Tests that start processes, sockets or databases; everything beside its source needs none of them. */
const integration = [
  "{apps,packages}/*/test/**/*.test.ts",
  "tools/*/test/**/*.test.ts",
  "tools/db/**/*.test.ts",
];
const unit = ["{apps,packages}/*/src/**/*.test.{ts,tsx}", "tools/**/*.test.ts", "prisma/**/*.test.ts"];

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        // Pure tests leave nothing behind, so that files can share a process: five times as fast.
        test: {
          name: "unit",
          include: unit,
          exclude: [...configDefaults.exclude, ...integration],
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "integration", include: integration },
      },
    ],
  },
});
