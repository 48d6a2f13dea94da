import { runSideCommand } from "./side-command.mjs";

await runSideCommand("tools/db/export.ts");
