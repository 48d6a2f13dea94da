import { oneCheck, type Step } from "./step.ts";

const bin = (name: string) => `node_modules/.bin/${name}`;

/** Strict types of every workspace, by turbo, which knows what did not change since. */
const types: Step = {
  name: "Types",
  run: async (workshop) => {
    const tasks = [
      "run",
      "typecheck",
      "--continue",
      "--no-daemon",
      "--output-logs=errors-only",
      "--concurrency=2",
    ];
    const { ok, output } = await workshop.run({
      name: "Types of the workspaces",
      command: bin("turbo"),
      args: tasks,
    });
    const [, passed = 0, total = 0] = (/Tasks:\s+(\d+) successful, (\d+) total/.exec(output) ?? []).map(
      Number,
    );
    const failed = Math.max(total - passed, ok ? 0 : 1);
    return { passed, failed: total === 0 ? 1 : failed };
  },
};

export const typeSteps: readonly Step[] = [
  types,
  oneCheck({ name: "Types of the tools", command: bin("tsc"), args: ["--noEmit", "-p", "."] }),
  oneCheck({ name: "Types of the end to end tests", command: bin("tsc"), args: ["--noEmit", "-p", "e2e"] }),
];

export const sourceSteps: readonly Step[] = [
  oneCheck({ name: "Lint: biome", command: bin("biome"), args: ["check", "."] }),
  oneCheck({ name: "Lint: oxlint", command: bin("oxlint"), args: ["--type-aware"] }),
  oneCheck({ name: "Walls", args: ["tools/checks/walls.ts"] }),
  oneCheck({ name: "Contract", args: ["tools/checks/contract.ts"] }),
];
