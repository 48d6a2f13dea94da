// The entry is small, so that two things are settled before anything else is loaded.
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

// A database beside a shop must stay small: memory is given back after large scans and not kept for the next one.
setFlagsFromString("--optimize-for-size");
// Compiled modules are kept from one start to the next, which halves the time to ready.
enableCompileCache();

await import("./cli.ts");
