/** A value on the wire, as superjson writes it: its JSON, and beside it what is no JSON, by the path to it. */
export type OnWire = {
  readonly json?: unknown;
  readonly meta?: { readonly values?: unknown; readonly v?: number };
};

type Kinds = readonly [kind: string] | Readonly<Record<string, readonly [kind: string]>>;

const VERSION = 1;

/**
 * How values travel between our apps and the API, which speaks superjson: this is as much of it as the shop uses, dates,
 * `undefined` and numbers that JSON lacks, in a tenth of the bytes and without a copy of every answer.
 */
export const WIRE_FORMAT = { serialize, deserialize };

/** Writes what a caller asks for. Nothing is copied: JSON writes dates as text by itself. */
function serialize(value: unknown): OnWire {
  if (value instanceof Date) return { json: value, meta: { values: ["Date"], v: VERSION } };
  const dates: string[] = [];
  findDates(value, "", dates);
  const values = Object.fromEntries(dates.map((path) => [path, ["Date"]]));
  return { json: value, ...(dates.length > 0 && { meta: { values, v: VERSION } }) };
}

function findDates(value: unknown, path: string, found: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const at = path + key.replace(/[\\.]/g, "\\$&");
    if (part instanceof Date) found.push(at);
    else findDates(part, `${at}.`, found);
  }
}

/** Reads an answer that was parsed for its caller alone: it is changed in place. Raises at a kind it does not know. */
function deserialize({ json, meta }: OnWire): unknown {
  const kinds = (meta?.values ?? {}) as Kinds;
  if (isOneKind(kinds)) return readAs(kinds[0], json);
  for (const [path, [kind]] of Object.entries(kinds)) revive(json, stepsOf(path), kind);
  return json;
}

function isOneKind(kinds: Kinds): kinds is readonly [string] {
  return Array.isArray(kinds);
}

function revive(json: unknown, steps: readonly string[], kind: string): void {
  let place = json as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) place = place[step] as Record<string, unknown>;
  const last = steps.at(-1);
  if (last !== undefined) place[last] = readAs(kind, place[last]);
}

function readAs(kind: string, written: unknown): unknown {
  if (kind === "Date") return new Date(written as string);
  if (kind === "undefined") return undefined;
  if (kind === "number") return Number(written);
  throw new TypeError(`an answer of the API holds a ${kind}, which pages do not read`);
}

/** The keys of a path. A dot or a backslash of a key itself stands behind a backslash. */
function stepsOf(path: string): readonly string[] {
  if (!path.includes("\\")) return path.split(".");
  return [...path.matchAll(/(?:[^\\.]|\\.)+/g)].map(([step]) => step.replace(/\\(.)/g, "$1"));
}
