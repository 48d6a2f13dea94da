import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bytesOf, encodingFor, etagOf, type SharedPage } from "./kept-page.ts";

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.0, gzip;q=0", "identity"],
  ["*", "gzip"],
  ["deflate", "identity"],
  ["", "identity"],
  [undefined, "identity"],
])("%j is answered in %s", (header, encoding) => {
  expect(encodingFor(header)).toBe(encoding);
});

test("every encoding holds the same page, compressed once", async () => {
  const body = Buffer.from("<p>Foundry Mug</p>".repeat(100));
  const page: SharedPage = {
    status: 200,
    headers: {},
    body,
    etag: etagOf(body),
    reads: new Map(),
    isKept: true,
  };
  expect(brotliDecompressSync(await bytesOf(page, "br")).equals(body)).toBe(true);
  expect(gunzipSync(await bytesOf(page, "gzip")).equals(body)).toBe(true);
  expect(await bytesOf(page, "br")).toBe(await bytesOf(page, "br"));
  expect((await bytesOf(page, "br")).length).toBeLessThan(200);
});
