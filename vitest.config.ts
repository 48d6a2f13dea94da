import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that start processes, sockets or databases; everything beside its source needs none of them. */
const integration = [
  "{apps,packages}/*/test/**/*.test.ts",
  "tools/*/test/**/*.test.ts",
  "tools/db/**/*.test.ts",
];
/** All that it does is compute, for a minute: it need not take a core from those that wait for each other. */
const model = ["tools/model/test/**/*.test.ts"];
const unit = ["{apps,packages}/*/src/**/*.test.{ts,tsx}", "tools/**/*.test.ts", "prisma/**/*.test.ts"];

/** Longest first: begun last, they would be waited for with one core idle. */
const LONG = [/\/api\/test\/crash\//, /\/test\/(stock-cache|processes)\//, /\/tools\/(commands|db|start)\//];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((pattern) => pattern.test(moduleId));
      return found === -1 ? LONG.length : found;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    // Half of the files wait for processes they started, so three of them keep two cores busy.
    maxWorkers: 3,
    // They end what hangs; nothing is measured by them.
    testTimeout: 90_000,
    hookTimeout: 180_000,
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
        // Half of what these files cost was to load the same thousand modules again: they share two processes.
        test: {
          name: "integration",
          include: integration,
          exclude: [...configDefaults.exclude, ...model],
          isolate: false,
          globalSetup: "packages/testing/src/run/run-folder.ts",
        },
      },
      { extends: true, test: { name: "model", include: model } },
    ],
  },
});
