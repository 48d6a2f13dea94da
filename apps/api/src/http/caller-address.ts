import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type BlockList, isIP } from "node:net";

/** Header by which our web apps prove that they forward a request. */
export const PROXY_HEADER = "x-scarlet-proxy";

/** Stands for callers without an address: tests without a connection. */
export const NO_ADDRESS = "none";

/** The parts of a request that are read here. */
export type Incoming = {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: IncomingHttpHeaders;
};

/** From where a request comes: an IPv4 address, or an IPv6 network of 64 bits, because one line has that many. */
export type CallerAddressOf = (incoming: Incoming | undefined) => string;

export type CallerAddressParts = {
  /** Whose X-Forwarded-For counts: `TRUSTED_PROXIES`. */
  readonly trusted: Pick<BlockList, "check">;
  /** The secret that our web apps send in `x-scarlet-proxy`; undefined: the header is ignored. */
  readonly proxySecret: string | undefined;
};

/** No honest chain of proxies is longer. */
const MAX_HOPS = 16;

/**
 * Finds out from where requests come. X-Forwarded-For can be written by anybody, so it is read from the right, and only
 * as far as each hop is one of ours: it proves to be our app, or its address is a trusted proxy's.
 */
export function createCallerAddress({ trusted, proxySecret }: CallerAddressParts): CallerAddressOf {
  const isOurApp = createAppProof(proxySecret);
  const direct = new WeakMap<object, string>();
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (incoming) => {
    const forwarded = incoming?.headers["x-forwarded-for"];
    const known = incoming === undefined ? NO_ADDRESS : direct.get(incoming.socket);
    if (forwarded === undefined && known !== undefined) return known;
    let address = addressIn(incoming?.socket.remoteAddress ?? "");
    if (incoming === undefined || address === null) return NO_ADDRESS;
    if (forwarded === undefined) {
      const own = networkOf(address);
      direct.set(incoming.socket, own);
      return own;
    }
    const hops = String(forwarded).split(",").slice(-MAX_HOPS);
    let mayForward = isOurApp(incoming.headers[PROXY_HEADER]) || isTrusted(address);
    while (mayForward) {
      const next = addressIn(hops.pop() ?? "");
      if (next === null) break;
      address = next;
      mayForward = isTrusted(address);
    }
    return networkOf(address);
  };
}

/** Tells whether a value of `PROXY_HEADER` proves that one of our web apps sent it. Never without a secret. */
export function createAppProof(
  secret: string | undefined,
): (given: string | string[] | undefined) => boolean {
  if (secret === undefined) return () => false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const expected = digest(secret);
  return (given) => typeof given === "string" && timingSafeEqual(digest(given), expected);
}

/** The IP address in one hop, as proxies write it: with a port, in brackets, IPv4 in IPv6. Null: not an address. */
export function addressIn(hop: string): string | null {
  const text = hop.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const unscoped = bare.split("%", 1)[0] ?? bare;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(unscoped)?.[1] ?? unscoped;
  return isIP(mapped) === 0 ? null : mapped;
}

function networkOf(address: string): string {
  if (isIP(address) === 4) return address;
  // The URL parser normalizes every spelling of an address.
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = written.split("::");
  const [left, right] = [head, tail ?? ""].map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = tail === undefined ? 0 : 8 - (left?.length ?? 0) - (right?.length ?? 0);
  const groups = [...(left ?? []), ...Array.from({ length: zeros }, () => "0"), ...(right ?? [])];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
