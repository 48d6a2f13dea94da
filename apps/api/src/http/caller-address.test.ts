import { expect, test } from "vitest";
import { createCallerAddress, NO_ADDRESS } from "./caller-address.ts";
import { trustedProxies } from "./trusted-proxies.ts";

const SECRET = "p".repeat(32);

function addressOf(
  peer: string | undefined,
  headers: Record<string, string> = {},
  { proxies = "", isProven = true } = {},
): string {
  const trusted = trustedProxies(proxies);
  if (trusted === null) throw new Error("no such proxies");
  return createCallerAddress({ trusted, proxySecret: isProven ? SECRET : undefined })({
    socket: { remoteAddress: peer },
    headers,
  });
}

test("unless somebody is trusted, a caller is where the connection comes from, whatever he says", () => {
  for (const said of ["1.2.3.4", "1.2.3.4, 5.6.7.8", "", "unknown", "::1", "'\"<script>"]) {
    expect(addressOf("203.0.113.7", { "x-forwarded-for": said })).toBe("203.0.113.7");
    expect(addressOf("127.0.0.1", { "x-forwarded-for": said, forwarded: `for=${said}` })).toBe("127.0.0.1");
  }
});

test("our own app is believed its own peer, and not what that one says before it", () => {
  const through = (said: string, secret = SECRET) =>
    addressOf("127.0.0.1", { "x-forwarded-for": said, "x-scarlet-proxy": secret });
  expect(through("203.0.113.7")).toBe("203.0.113.7");
  expect(through("1.2.3.4, 9.9.9.9, 203.0.113.7")).toBe("203.0.113.7");
  expect(through("1.2.3.4, 127.0.0.1")).toBe("127.0.0.1");
  expect(through("203.0.113.7", "q".repeat(32))).toBe("127.0.0.1");
  expect(through("203.0.113.7", "")).toBe("127.0.0.1");
  expect(
    addressOf("127.0.0.1", { "x-forwarded-for": "1.2.3.4", "x-scarlet-proxy": "" }, { isProven: false }),
  ).toBe("127.0.0.1");
});

test("trusted proxies are passed over from the right, up to the first that is not", () => {
  const proxies = "loopback, 10.1.0.0/16, 2001:db8:5::/48";
  const through = (peer: string, said: string) => addressOf(peer, { "x-forwarded-for": said }, { proxies });
  expect(through("10.1.2.3", "1.2.3.4, 203.0.113.7")).toBe("203.0.113.7");
  expect(through("10.1.2.3", "1.2.3.4, 203.0.113.7, 127.0.0.1, 10.1.9.9")).toBe("203.0.113.7");
  expect(through("2001:db8:5::1", "203.0.113.7")).toBe("203.0.113.7");
  expect(through("10.2.2.3", "1.2.3.4")).toBe("10.2.2.3");
  expect(through("10.1.2.3", "1.2.3.4, nonsense")).toBe("10.1.2.3");
  expect(through("10.1.2.3", "")).toBe("10.1.2.3");
});

test("a load balancer before our app is passed over too", () => {
  const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.7, 10.1.0.9", "x-scarlet-proxy": SECRET };
  expect(addressOf("127.0.0.1", headers, { proxies: "10.1.0.0/16" })).toBe("203.0.113.7");
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002:ffff::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  [undefined, NO_ADDRESS],
])("the peer %s is counted as %s", (peer, counted) => {
  expect(addressOf(peer)).toBe(counted);
});

test("hops with ports and brackets are read", () => {
  const through = (said: string) =>
    addressOf("127.0.0.1", { "x-forwarded-for": said, "x-scarlet-proxy": SECRET });
  expect(through("203.0.113.7:51234")).toBe("203.0.113.7");
  expect(through("[2001:db8:1:2::9]:443")).toBe("2001:db8:1:2::/64");
});

test.each(["everybody", "10.0.0.0/33", "10.0.0.0/0", "::/0", "1.2.3", "10.0.0.0/-1", "10.0.0.0/8/8"])(
  "%s is no list of proxies",
  (list) => {
    expect(trustedProxies(list)).toBeNull();
  },
);
