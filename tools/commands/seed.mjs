import { runScript } from "./run-script.mjs";

await runScript("tools/commands/seed.ts", { takesFiles: false });
