import { runScript } from "./run-script.mjs";

await runScript("tools/commands/api.ts");
