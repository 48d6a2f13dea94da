import {
  addressSetting,
  developmentSetting,
  embeddedSetting,
  hostSetting,
  nodeEnvSetting,
  portSetting,
  secretSetting,
  setting,
  settingsOf,
} from "@scarlet/web/settings/settings";
import { z } from "zod";

const schema = z.object({
  STOREFRONT_PORT: portSetting(3000),
  HOST: hostSetting,
  /** Where this app's server reaches the API. */
  API_URL: addressSetting("http://127.0.0.1:4000"),
  /** Where shoppers reach this app: for canonical addresses, the sitemap, and whether cookies need https. */
  STOREFRONT_URL: addressSetting("http://127.0.0.1:3000"),
  /** How long a hold lasts, as the API has it: pages say it before there is a hold to ask. */
  HOLD_SECONDS: setting(z.coerce.number().int().min(1).max(86_400).default(900)),
  /** Proves to the API that this app may say for whom it asks; the API has the same. */
  PROXY_SECRET: secretSetting,
  /** How much memory kept pages may take, in MiB; 0: every page is made for the one who asks. */
  PAGE_CACHE_MB: setting(z.coerce.number().int().min(0).max(4_096).default(64)),
  NODE_ENV: nodeEnvSetting,
  SCARLET_EMBEDDED: embeddedSetting,
  SCARLET_DEVELOPMENT: developmentSetting,
});

export const { env, readEnv } = settingsOf(schema, "STOREFRONT_URL", () => process.env);
