import path from "node:path";

const REPOSITORY = path.join(import.meta.dirname, "../../..");

/**
 * The configuration of every web app. Plain JavaScript, because Next reads it at every start, also where nothing can
 * compile it. @type {import("next").NextConfig}
 */
export const nextConfig = {
  agentRules: false,
  poweredByHeader: false,
  devIndicators: false,
  // No image goes through Next's optimizer, so its endpoint must not fetch addresses that callers choose.
  images: { unoptimized: true },
  outputFileTracingRoot: REPOSITORY,
  turbopack: { root: REPOSITORY },
  // `npm run typecheck` checks types; a second check inside the build would only make the start slower.
  typescript: { ignoreBuildErrors: true },
};
