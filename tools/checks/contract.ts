/** Fails when what Prisma makes of the contract, or the last migration, is behind `prisma/contract.prisma`. */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const GENERATED = ["contract.json", "contract.d.ts"].map((name) =>
  path.join(root, "packages/adapters/src/mongo/generated", name),
);

function prisma(...command: string[]): void {
  const cli = path.join(import.meta.dirname, "prisma-cli.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...command, "--format", "markdown"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`prisma ${command.join(" ")} failed:\n${stdout}${stderr}`);
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}

function behind(): string[] {
  const before = GENERATED.map(read);
  prisma("contract", "emit");
  const stale = GENERATED.filter((file, index) => read(file) !== before[index]);
  const complaints = stale.map(
    (file) => `${path.relative(root, file)} was behind the contract; it is right now, commit it.`,
  );
  const contract = JSON.parse(read(GENERATED[0] ?? "")) as { storage: { storageHash: string } };
  const last = globSync("prisma/migrations/app/*/migration.json", { cwd: root }).sort().at(-1);
  const reaches = last === undefined ? null : (JSON.parse(read(path.join(root, last))) as { to: string }).to;
  if (reaches !== contract.storage.storageHash)
    complaints.push(
      `The last migration (${last ?? "none"}) does not reach the contract: plan one with prisma-cli.ts.`,
    );
  prisma("migration", "check");
  return complaints;
}

const complaints = behind();
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else console.log("The contract, what was made of it and its migrations agree.");
