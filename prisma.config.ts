import { definePrismaConfig } from "@prisma/cli-engine";
import { defineConfig } from "@prisma/orm-mongo/config";

/** Where Prisma finds the words (contract, migrations) and where it puts what it makes of them. */
export default definePrismaConfig({
  orm: defineConfig({
    contract: "./prisma/contract.prisma",
    output: "./packages/adapters/src/mongo/generated",
    migrations: { dir: "./prisma/migrations" },
    db: {
      connection: process.env.DATABASE_URL ?? "mongodb://127.0.0.1:27017/scarlet?replicaSet=rs0",
    },
  }),
});
