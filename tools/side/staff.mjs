import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("tools/side/staff.ts", { takesFiles: false, asks: true });
