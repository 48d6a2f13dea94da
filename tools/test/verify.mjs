import { runInPinnedNode } from "./pinned.mjs";

/** `npm run verify`: the quick part. */
await runInPinnedNode(["quick"]);
