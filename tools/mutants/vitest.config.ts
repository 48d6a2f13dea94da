import path from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { MUTANTS } from "./mutants.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Takes away the protection that `SCARLET_MUTANT` names, as the file is read. */
function mutation(): Plugin {
  const mutant = MUTANTS.find(({ name }) => name === process.env.SCARLET_MUTANT);
  return {
    name: "scarlet-mutant",
    enforce: "pre",
    transform: (code, id) =>
      mutant && id === path.join(root, mutant.file)
        ? code.replace(mutant.find, () => mutant.replace)
        : undefined,
  };
}

export default defineConfig({
  root,
  plugins: [mutation()],
  test: {
    // A module once taken from a mutant must not come back in a later run.
    fsModuleCache: false,
    include: ["{apps,packages}/*/{src,test}/**/*.test.ts"],
    globalSetup: "apps/api/test/processes/run-folder.ts",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
