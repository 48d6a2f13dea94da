/** What decides whether a shop has demo people, whose password everybody knows. */
export type DemoSetting = {
  /** `DEMO_PEOPLE`: "1" asks for them, "0" forbids them; unset: only a shop for a first look has them. */
  readonly wanted: "0" | "1" | undefined;
  /** The database is the start's own. */
  readonly ownDatabase: boolean;
  readonly production: boolean;
  /** Every address by which the shop can be reached and its database is, by the name of its setting: host names or URLs. */
  readonly addresses: Readonly<Record<string, string>>;
};

/** Whether there are demo people. `refused`: they were asked for, and this says in one sentence why there can be none. */
export type DemoAnswer = { readonly allowed: boolean; readonly refused?: string; readonly why: string };

/**
 * Demo people live only where nobody else gets to: on this machine alone, with the start's own database or by explicit wish, and never
 * in production on a real database.
 */
export function demoPeople({ wanted, ownDatabase, production, addresses }: DemoSetting): DemoAnswer {
  if (wanted === "0") return { allowed: false, why: "DEMO_PEOPLE is 0" };
  const outside = Object.entries(addresses).find(([, address]) => !isLoopback(address));
  const why =
    outside !== undefined
      ? `${outside[0]} is no address of this machine alone`
      : production && !ownDatabase
        ? "NODE_ENV is production on a real database"
        : undefined;
  if (why !== undefined) {
    const refused = `DEMO_PEOPLE=1 is refused, because ${why}: their password is known to everybody. See .env.example.`;
    return wanted === "1" ? { allowed: false, why, refused } : { allowed: false, why };
  }
  const allowed = wanted === "1" || ownDatabase;
  return { allowed, why: allowed ? "nobody else gets to this shop" : "the database is yours" };
}

/**
 * Whether a host name, or every host of a URL, is this machine and reached from nowhere else. A `mongodb+srv` URL names no host: it
 * says where to ask for some.
 */
export function isLoopback(address: string): boolean {
  if (/^mongodb\+srv:/i.test(address)) return false;
  const hosts = address.includes("://") ? hostsOf(address) : [address];
  return hosts.length > 0 && hosts.every((host) => LOOPBACK.test(host));
}

const LOOPBACK =
  /^(?:(?:[a-z0-9-]+\.)*localhost\.?|127(?:\.\d{1,3}){3}|\[?(?:0{0,4}:){2,7}0{0,3}1\]?|\[?::ffff:127(?:\.\d{1,3}){3}\]?)$/i;

/** The hosts of a URL; a database's may name several. */
function hostsOf(url: string): readonly string[] {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  return authority
    .slice(authority.lastIndexOf("@") + 1)
    .split(",")
    .map((host) => host.replace(/:\d*$/, ""));
}
