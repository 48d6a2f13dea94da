import { runInPinnedNode } from "./pinned.mjs";

/** `npm test`: everything. */
await runInPinnedNode(["all"]);
