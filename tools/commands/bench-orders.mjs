import { runScript } from "./run-script.mjs";

await runScript("bench/orders/main.ts", { takesFiles: false });
