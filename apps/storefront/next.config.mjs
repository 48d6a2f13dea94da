import path from "node:path";

/** Plain JavaScript: it is read at every start, also where nothing can compile it. @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  devIndicators: false,
  // No picture goes through Next's resizer, so its address fetches nothing for anybody.
  images: { unoptimized: true },
  outputFileTracingRoot: path.join(import.meta.dirname, "../.."),
  turbopack: { root: path.join(import.meta.dirname, "../..") },
  // Types are checked by `npm run typecheck`; a second check inside the build would only slow the start down.
  typescript: { ignoreBuildErrors: true },
};

export default config;
