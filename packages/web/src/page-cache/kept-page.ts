import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** Half of what the highest quality saves beyond gzip, for a tenth of its time. */
const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** A page as it is sent to everybody. */
export type SharedPage = {
  readonly status: number;
  /** Without those that belong to one connection or one sending. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
  readonly etag: string;
  /** The fingerprint of each answer that it was made of, by the read's name. */
  readonly reads: ReadonlyMap<string, string>;
  /** Whether it may be sent again while its reads still stand. */
  readonly isKept: boolean;
};

/** A strong validator of exactly these bytes. */
export function etagOf(body: Buffer): string {
  return `"${createHash("sha1").update(body).digest("base64url")}"`;
}

export type Encoding = "br" | "gzip" | "identity";

/** The best encoding that a browser accepts. A weight of 0 is a refusal. */
export function encodingFor(acceptEncoding: string | string[] | undefined): Encoding {
  const accepted = new Set(
    String(acceptEncoding ?? "")
      .toLowerCase()
      .split(",")
      .filter((each) => !/;\s*q=0(?:\.0*)?\s*$/.test(each))
      .map((each) => each.split(";", 1)[0]?.trim()),
  );
  if (accepted.has("br")) return "br";
  return accepted.has("gzip") || accepted.has("*") ? "gzip" : "identity";
}

/** The bytes of pages in each encoding that was asked for, compressed once and forgotten with their page. */
const encoded = new WeakMap<SharedPage, Partial<Record<Encoding, Promise<Buffer>>>>();

export function bytesOf(page: SharedPage, encoding: Encoding): Promise<Buffer> {
  const known = encoded.get(page) ?? {};
  encoded.set(page, known);
  known[encoding] ??= encode(page.body, encoding);
  return known[encoding];
}

function encode(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "br") return compressBrotli(body, BROTLI_OPTIONS);
  return encoding === "gzip" ? compressGzip(body) : Promise.resolve(body);
}

/** What a kept page takes of memory, about: its bytes, as much again compressed twice, and its reads. */
export function sizeOf({ body, reads }: SharedPage): number {
  const names = [...reads.keys()].reduce((sum, name) => sum + 2 * name.length, 0);
  return Math.ceil(1.5 * body.length) + names + 2_048;
}
