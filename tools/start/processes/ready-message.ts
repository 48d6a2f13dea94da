import { type Settings, urlOf } from "../settings.ts";
import type { Cache } from "../stores/cache.ts";
import type { Database } from "../stores/database.ts";

const DEMO_PEOPLE = ["shopper@example.com", "inventory@example.com", "admin@example.com"];

/** What the person at the terminal wants to know once everything answers. */
export function report(
  settings: Settings,
  stores: { database: Database; cache: Cache },
  seconds: number,
): string {
  const { database, cache } = stores;
  const more =
    settings.API_INSTANCES > 1 ? ` (${settings.API_INSTANCES} instances, on the ports from there)` : "";
  return [
    "",
    `Scarlet is open, after ${seconds} s.`,
    "",
    `  storefront  ${settings.STOREFRONT_URL}`,
    `  admin       ${settings.ADMIN_URL}`,
    `  api         ${settings.API_URL}/api/docs${more}`,
    `  operators   ${urlOf(settings.OPERATOR_HOST, settings.OPERATOR_PORT)}/readyz and /metrics`,
    `  database    ${database.about}`,
    `  cache       ${cache.about}`,
    "",
    ...demoLogins(settings),
    ...warnings(settings, database),
    "  Ctrl-C stops everything. Every setting is described in .env.example.",
    "",
  ].join("\n");
}

function demoLogins({ demo }: Settings): readonly string[] {
  if (!demo.allowed)
    return [
      `  demo logins none, because ${demo.why}`,
      "              npm run staff -- add MAIL --role admin    lets the first admin in",
      "",
    ];
  return [`  demo logins ${DEMO_PEOPLE.join(", ")}`, "              password scarlet-demo", ""];
}

function warnings(settings: Settings, database: Database): readonly string[] {
  const takesNoMoney =
    database.kind === "yours" && settings.NODE_ENV === "production" && settings.PAYMENT_GATEWAY === "test";
  return takesNoMoney
    ? ["  Warning: PAYMENT_GATEWAY is `test`, so every order is paid with play money.", ""]
    : [];
}
