import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("tools/side/cache.ts", { takesFiles: false });
