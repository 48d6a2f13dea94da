import { BlockList, isIP } from "node:net";

const NETWORKS_BY_NAME: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/**
 * The proxies in a list of addresses, networks (`10.1.0.0/16`) and the words `loopback` and `private`, with commas
 * between. Null: something in it is none of these.
 */
export function trustedProxies(list: string): BlockList | null {
  const found = new BlockList();
  for (const entry of list.split(",").map((each) => each.trim())) {
    if (entry === "") continue;
    for (const network of NETWORKS_BY_NAME[entry] ?? [entry]) if (!add(found, network)) return null;
  }
  return found;
}

function add(list: BlockList, network: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  // A network of prefix length 0 would trust everybody.
  if (family === 0 || Number(bits ?? most) > most || Number(bits ?? most) === 0) return false;
  list.addSubnet(address, Number(bits ?? most), family === 6 ? "ipv6" : "ipv4");
  return true;
}
