/** The stock versions that a client has seen: `<product id>=<version>`, comma separated. */
export const SEEN_HEADER = "x-stock-seen";

/** More products than any page shows; further entries are ignored. */
const MAX_PRODUCTS = 200;
const ENTRY_PATTERN = /^\s*([0-9a-f]{24})=(\d{1,15})\s*$/;

/** Reads the highest stock versions that a client has seen. What is malformed is left out: it only asks for more care. */
export function readSeen(header: string | undefined): ReadonlyMap<string, number> | undefined {
  if (header === undefined || header === "") return undefined;
  const seen = new Map<string, number>();
  for (const entry of header.split(",", MAX_PRODUCTS)) {
    const [, id, version] = ENTRY_PATTERN.exec(entry) ?? [];
    if (id !== undefined) seen.set(id, Number(version));
  }
  return seen.size === 0 ? undefined : seen;
}
