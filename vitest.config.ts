import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/.next/**"];

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{apps,packages}/*/src/**/*.test.{ts,tsx}", "tools/**/*.test.ts", "prisma/**/*.test.ts"],
          exclude,
        },
      },
      {
        extends: true,
        test: { name: "integration", include: ["{apps,packages}/*/test/**/*.test.ts"], exclude },
      },
    ],
  },
});
