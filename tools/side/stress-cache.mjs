import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("bench/stress-cache/main.ts", { takesFiles: false });
