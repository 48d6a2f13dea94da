import { oneCheck, type Step } from "./step.ts";

const bin = (name: string) => `node_modules/.bin/${name}`;

/** What has types of browsers and of React, each checked by itself; everything else is checked in one. */
export const WEB_WORKSPACES = ["apps/storefront", "apps/admin", "packages/ui", "packages/web"];

/** Strict types of what browsers load, workspace by workspace: Next writes the types of its routes first. */
export const webTypes: Step = {
  name: "Types of the web apps",
  run: async (workshop) => {
    const tasks = [
      "run",
      "typecheck",
      ...WEB_WORKSPACES.map((folder) => `--filter=./${folder}`),
      "--only",
      "--continue",
      "--no-daemon",
      "--output-logs=errors-only",
      "--concurrency=2",
    ];
    const { ok, output } = await workshop.run({
      name: "Types of the web apps",
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

/**
 * What runs on Node is of one kind, so one process checks the API, its packages and the tools: each by itself reads the
 * sources of those below it once more.
 */
export const typeSteps: readonly Step[] = [
  oneCheck({ name: "Types of what runs on Node", command: bin("tsc"), args: ["-p", "tsconfig.node.json"] }),
  oneCheck({ name: "Types of the end to end tests", command: bin("tsc"), args: ["--noEmit", "-p", "e2e"] }),
];

export const sourceSteps: readonly Step[] = [
  oneCheck({ name: "Lint: biome", command: bin("biome"), args: ["check", "--error-on-warnings", "."] }),
  oneCheck({ name: "Lint: oxlint", command: bin("oxlint"), args: ["--type-aware"] }),
  oneCheck({ name: "Walls", args: ["tools/checks/walls.ts"] }),
  oneCheck({ name: "Contract", args: ["tools/checks/contract.ts"] }),
];
