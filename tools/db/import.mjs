import { runScript } from "../commands/run-script.mjs";

await runScript("tools/db/import.ts");
