import { runSideCommand } from "./side-command.mjs";

await runSideCommand("tools/db/import.ts");
