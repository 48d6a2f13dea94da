import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that start processes, sockets or databases; everything beside its source needs none of them. */
const integration = [
  "{apps,packages}/*/test/**/*.test.ts",
  "tools/*/test/**/*.test.ts",
  "tools/db/**/*.test.ts",
];
const unit = ["{apps,packages}/*/src/**/*.test.{ts,tsx}", "tools/**/*.test.ts", "prisma/**/*.test.ts"];

/** These take minutes: begun last, they would be waited for with one core idle. */
const LONG = /\/(test\/crash|tools\/model)\//;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
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
        // Half of what these files cost was to load the same thousand modules again: they share two processes.
        test: {
          name: "integration",
          include: integration,
          isolate: false,
          globalSetup: "apps/api/test/processes/run-folder.ts",
        },
      },
    ],
  },
});
