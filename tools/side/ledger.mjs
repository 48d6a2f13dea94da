import { runSideCommand } from "../db/side-command.mjs";

await runSideCommand("tools/side/ledger.ts", { takesFiles: false });
