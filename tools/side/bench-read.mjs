import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("bench/read/main.ts", { takesFiles: false });
