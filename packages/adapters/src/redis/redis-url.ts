import type { RedisOptions } from "ioredis";
import { z } from "zod";

/** How a client gets to Redis: by its own address, or by asking its Sentinels for the master's. */
export type RedisAddress = Pick<
  RedisOptions,
  "host" | "port" | "username" | "password" | "db" | "family" | "tls" | SentinelOption
>;
type SentinelOption =
  | "name"
  | "sentinels"
  | "sentinelUsername"
  | "sentinelPassword"
  | "sentinelTLS"
  | "enableTLSForSentinelMode";

const PLAIN = /^rediss?:\/\/\S+$/;
/** Several hosts in one address are no URL, so it is taken apart by hand. */
const SENTINEL =
  /^redis(?<tls>s?)\+sentinel:\/\/(?:(?<user>[^@/\s]*)@)?(?<hosts>[^/?#@\s]+)\/(?<name>[^/?#\s]+)(?:\?(?<more>\S*))?$/;
const HOST = /^(?<host>\[[0-9a-f:.]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/i;
const DATABASE = /^\d{1,4}$/;
const SENTINEL_PORT = 26_379;
const SETTINGS = ["db", "sentinelUsername", "sentinelPassword"];

const WRONG_START = "it must begin with redis://, rediss://, redis+sentinel:// or rediss+sentinel://";
const WRONG_SENTINEL =
  "it must look like redis+sentinel://user:password@host:26379,host:26379/name-of-the-master?db=0";

/**
 * A setting that names Redis: `redis://` or `rediss://` and one server, or `redis+sentinel://` (`rediss+sentinel://` with
 * TLS) and the Sentinels that know the master, with its name as the path.
 */
export const redisUrlSchema = z.string().superRefine((text, context) => {
  const address = read(text);
  if (typeof address === "string") context.addIssue({ code: "custom", message: address });
});

/** What the client needs. Raises an error whose message is one sentence about a wrong address. */
export function readRedisUrl(text: string): RedisAddress {
  const address = read(text);
  if (typeof address === "string") throw new Error(`The address of Redis is wrong: ${address}.`);
  return address;
}

/** The address, or what is wrong with it. */
function read(text: string): RedisAddress | string {
  try {
    return /^rediss?\+sentinel:/.test(text) ? readSentinel(text) : readPlain(text);
  } catch (error) {
    if (error instanceof URIError) return "it has a % that stands for nothing";
    throw error;
  }
}

function readPlain(text: string): RedisAddress | string {
  if (!PLAIN.test(text)) return WRONG_START;
  if (!URL.canParse(text)) return "its host or port cannot be read";
  const url = new URL(text);
  if (url.hostname === "") return "it names no host";
  if (url.hostname.includes(","))
    return "it names several hosts: with Sentinels it begins with redis+sentinel://";
  const database = url.pathname.slice(1) || (url.searchParams.get("db") ?? "0");
  if (!DATABASE.test(database)) return "its path must be the number of a database, or nothing";
  return {
    host: bare(url.hostname),
    port: Number(url.port || 6_379),
    db: Number(database),
    ...person(url.username, url.password),
    ...(url.protocol === "rediss:" && { tls: {} }),
  };
}

function readSentinel(text: string): RedisAddress | string {
  const { tls, user = "", hosts = "", name, more = "" } = SENTINEL.exec(text)?.groups ?? {};
  if (name === undefined) return WRONG_SENTINEL;
  const sentinels = hosts.split(",").map((each) => HOST.exec(each)?.groups);
  const settings = new URLSearchParams(more);
  const unknown = [...settings.keys()].find((key) => !SETTINGS.includes(key));
  if (unknown !== undefined) return `it has an unknown setting, ${unknown}; there are ${SETTINGS.join(", ")}`;
  const database = settings.get("db") ?? "0";
  if (!DATABASE.test(database)) return "db must be the number of a database";
  const at = user.indexOf(":");
  const [username, password] = at < 0 ? [user, ""] : [user.slice(0, at), user.slice(at + 1)];
  const [sentinelUsername, sentinelPassword] = [
    settings.get("sentinelUsername"),
    settings.get("sentinelPassword"),
  ];
  if (sentinels.some((each) => each?.host === undefined)) return WRONG_SENTINEL;
  if (sentinels.some((each) => Number(each?.port ?? 0) > 65_535)) return "a port must be 65535 or less";
  return {
    name: decodeURIComponent(name),
    sentinels: sentinels.map((each) => ({
      host: bare(each?.host ?? ""),
      port: Number(each?.port ?? SENTINEL_PORT),
    })),
    db: Number(database),
    ...person(username, password),
    ...(sentinelUsername !== null && { sentinelUsername }),
    ...(sentinelPassword !== null && { sentinelPassword }),
    ...(tls === "s" && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  };
}

function person(username: string, password: string): Pick<RedisAddress, "username" | "password"> {
  return {
    ...(username !== "" && { username: decodeURIComponent(username) }),
    ...(password !== "" && { password: decodeURIComponent(password) }),
  };
}

/** An IPv6 address without its brackets. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
