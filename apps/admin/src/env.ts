import {
  addressSetting,
  developmentSetting,
  embeddedSetting,
  hostSetting,
  nodeEnvSetting,
  portSetting,
  secretSetting,
  settingsOf,
} from "@scarlet/web/settings/settings";
import { z } from "zod";

const schema = z.object({
  ADMIN_PORT: portSetting(3001),
  HOST: hostSetting,
  /** Where this app's server reaches the API. */
  API_URL: addressSetting("http://127.0.0.1:4000"),
  /** Where staff reach this app. */
  ADMIN_URL: addressSetting("http://127.0.0.1:3001"),
  /** Where "Open the shop" leads. */
  STOREFRONT_URL: addressSetting("http://localhost:3000"),
  /** Proves to the API that this app may say for whom it asks; the API has the same. */
  PROXY_SECRET: secretSetting,
  NODE_ENV: nodeEnvSetting,
  SCARLET_EMBEDDED: embeddedSetting,
  SCARLET_DEVELOPMENT: developmentSetting,
});

export const { env, readEnv } = settingsOf(schema, "ADMIN_URL", () => process.env);
