import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("tools/model/main.ts", { takesFiles: false });
