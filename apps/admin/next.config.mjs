export { nextConfig as default } from "@scarlet/web/next-config.mjs";
