import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/*
 * After a build: lays each script and style sheet beside itself once more, compressed as far as it goes, for
 * `static-files.ts`. In the folder of the app; plain JavaScript, because it runs wherever Next builds.
 */
const compress = promisify(brotliCompress);
const root = path.resolve(".next/static");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
  /\.(?:js|css)$/.test(file),
);
await Promise.all(
  files.map(async (file) => {
    const bytes = readFileSync(path.join(root, file));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(path.join(root, `${file}.br`), await compress(bytes, { params }));
  }),
);
