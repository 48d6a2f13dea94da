import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("bench/cache/main.ts", { takesFiles: false });
