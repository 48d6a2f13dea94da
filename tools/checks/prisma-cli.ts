/**
 * Prisma's own commands (`contract emit`, `migration plan`, …) without the package `prisma`, which brings 1.3 GB that
 * nothing here needs: `node tools/checks/prisma-cli.ts migration plan --name add-reviews --from <last migration>`.
 */
import { type Cli, createCli, type Runtime } from "@prisma/cli-engine";
import { loadOrmConfig, ormCommandFamily } from "@prisma/orm-toolchain/cli";

const groups = {
  contract: { brief: "The words of the database" },
  db: { brief: "A database" },
  migration: { brief: "The steps from one contract to the next" },
  "migration ref": { brief: "Names of contracts" },
  orm: { brief: "Prisma's own set-up" },
};

const cli: Cli = createCli({
  name: "prisma",
  version: "0.6.1",
  commandFamilies: [ormCommandFamily],
  groups,
  commands: { ...ormCommandFamily.commands },
});

const runtime: Runtime = {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  cwd: process.cwd(),
  env: { ...process.env, DO_NOT_TRACK: "1", PRISMA_DISABLE_TELEMETRY: "1" },
  isTty: { stdin: false, stdout: false, stderr: false },
  exit: (code) => process.exit(code),
  onSignal: (listener) => {
    process.on("SIGINT", listener);
    process.on("SIGTERM", listener);
    return () => {
      process.off("SIGINT", listener);
      process.off("SIGTERM", listener);
    };
  },
  loadConfig: (configPath) => loadOrmConfig({ cwd: process.cwd(), ...(configPath ? { configPath } : {}) }),
  managementApi: { baseUrl: "https://api.prisma.io" },
  host: {
    runtime: { name: "node", version: process.versions.node },
    platform: process.platform,
    arch: process.arch,
  },
};

process.exitCode = await cli.run(process.argv.slice(2), runtime);
