/** What the one file of `bundledProgram` can run; its first argument names it. */
const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  api: () => import("../../src/main.ts"),
  "several-apis": () => import("../crash/several-apis.ts"),
};

const [, , name = ""] = process.argv;
const run = PROGRAMS[name];
if (run === undefined) throw new Error(`there is no program "${name}"`);
void run();
