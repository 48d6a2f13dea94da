import { z } from "zod";

/** The database of a connection string that names none: every client of the shop, the migrations included, means this one. */
const DEFAULT_DATABASE = "scarlet";

/** MongoDB's internal databases. */
const RESERVED_DATABASES = ["admin", "config", "local"];

/** What MongoDB refuses in a database's name on any platform. Source: MongoDB manual, naming restrictions. */
const FORBIDDEN_IN_NAME = /[\s/\\."$*<>:|?\0]/;
const MAX_NAME_BYTES = 63;

/** Authentication mechanisms whose users live in `$external`, not in a database. */
const EXTERNAL_AUTH_MECHANISMS = ["MONGODB-X509", "MONGODB-AWS", "MONGODB-OIDC", "GSSAPI", "PLAIN"];

/** Scheme, credentials and hosts; the path; the options. A password is escaped, so it holds neither `/` nor `?`. */
const URL_PATTERN = /^(mongodb(?:\+srv)?:\/\/[^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s;

/** The database that a connection string names, else "scarlet". */
export function databaseName(url: string): string {
  const path = URL_PATTERN.exec(url)?.[2];
  return path ? decodeURIComponent(path) : DEFAULT_DATABASE;
}

/**
 * The same connection string with its database named, so that clients with other defaults agree (Prisma and the driver
 * would take `test`). The users of a string without a database are kept in `admin`, and stay there.
 */
export function withDatabaseName(url: string): string {
  const [, hosts, path, options] = URL_PATTERN.exec(url) ?? [];
  if (hosts === undefined || path) return url;
  const kept = [needsAuthSource(hosts, options) ? "authSource=admin" : "", options ?? ""].filter(Boolean);
  return `${hosts}/${DEFAULT_DATABASE}${kept.length > 0 ? `?${kept.join("&")}` : ""}`;
}

function needsAuthSource(hosts: string, options: string | undefined): boolean {
  if (!hosts.includes("@")) return false;
  const given = new Map(
    [...new URLSearchParams(options ?? "")].map(([name, value]) => [name.toLowerCase(), value.toUpperCase()]),
  );
  return !given.has("authsource") && !EXTERNAL_AUTH_MECHANISMS.includes(given.get("authmechanism") ?? "");
}

/** Why the shop cannot live in the database that this connection string names; undefined when it can. */
export function databaseUrlProblem(url: string): string | undefined {
  let name: string;
  try {
    name = databaseName(url);
  } catch {
    return "its path cannot be read as the name of a database";
  }
  if (RESERVED_DATABASES.includes(name.toLowerCase()))
    return `MongoDB keeps the database ${name} for itself: name another one`;
  if (FORBIDDEN_IN_NAME.test(name) || Buffer.byteLength(name) > MAX_NAME_BYTES)
    return "MongoDB takes no database of this name";
  return undefined;
}

/** A setting that names the shop's database. One without a database comes out with the default named. */
export const databaseUrlSchema = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/\S+$/, "it must begin with mongodb://")
  .superRefine((url, context) => {
    const problem = databaseUrlProblem(url);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  })
  .transform((url) => withDatabaseName(url));
