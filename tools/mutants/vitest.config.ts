import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: path.resolve(import.meta.dirname, "../.."),
  test: {
    // A module once taken from a mutant must not come back in a later run.
    fsModuleCache: false,
    include: ["{apps,packages}/*/{src,test}/**/*.test.ts"],
    globalSetup: "packages/testing/src/run/run-folder.ts",
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
