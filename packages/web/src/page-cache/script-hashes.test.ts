import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { inlineScriptHashes } from "./script-hashes.ts";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("each inline script is allowed by its hash, once, to the last space", () => {
  const html = `<script>a()</script><p><script id="x">\n b("é </p>") \n</script><script>a()</script>`;
  expect(inlineScriptHashes(html)).toEqual([hashOf("a()"), hashOf('\n b("é </p>") \n')]);
});

test("files and data need none", () => {
  expect(
    inlineScriptHashes(
      `<script src="/a.js" async=""></script><script type="application/ld+json">{"a":1}</script><SCRIPT TYPE='module' SRC='/b.js'></SCRIPT>`,
    ),
  ).toEqual([]);
});

test("what a text says of scripts is no script of the page", () => {
  expect(inlineScriptHashes("<p>&lt;script&gt;a()&lt;/script&gt;</p>")).toEqual([]);
});
