import { runScript } from "./run-script.mjs";

await runScript("tools/commands/staff.ts", { takesFiles: false, asks: true });
