import { fileURLToPath } from "node:url";
import contractJson from "../generated/contract.json" with { type: "json" };
import { withDatabaseName } from "./database-url.ts";

const MIGRATIONS = fileURLToPath(new URL("../../../../../prisma/migrations", import.meta.url));

export type MigrateOptions = {
  readonly url: string;
  /** Where the migrations lie, `prisma/migrations` of this repository unless told. */
  readonly migrationsDir?: string;
};

/**
 * Brings the database to the contract's state: collections, validators, indexes. Does nothing when it is there.
 * Returns how many migrations ran. Raises when the database does not answer or is not what its marker says.
 */
export async function migrate(options: MigrateOptions): Promise<number> {
  // Loaded here only: it brings Prisma's tool chain with it, which a serving process must not carry.
  const { createMongoControlClient } = await import("@prisma/orm-mongo/control");
  const connection = withDatabaseName(options.url);
  const control = createMongoControlClient({ connection });
  try {
    const outcome = await control.migrate({
      contract: contractJson,
      migrationsDir: options.migrationsDir ?? MIGRATIONS,
      connection,
    });
    if (outcome.ok) return outcome.value.migrationsApplied;
    throw new Error(`the database could not be migrated: ${outcome.failure.summary}`, {
      cause: outcome.failure,
    });
  } finally {
    await control.close();
  }
}
