import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("tools/side/seed.ts", { takesFiles: false });
