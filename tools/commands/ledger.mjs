import { runScript } from "./run-script.mjs";

await runScript("tools/commands/ledger.ts", { takesFiles: false });
