import { createHash } from "node:crypto";

const SCRIPTS = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi;
/** Data for machines, which no browser runs. */
const IS_DATA = /\btype="?application\/(?:ld\+)?json\b/i;
const HAS_ADDRESS = /\bsrc=/i;

/** The sources of a policy that allow the inline scripts of a page, and no others: `'sha256-…'`, each once. */
export function inlineScriptHashes(html: string): readonly string[] {
  const hashes = new Set<string>();
  for (const [, attributes = "", text = ""] of html.matchAll(SCRIPTS)) {
    if (HAS_ADDRESS.test(attributes) || IS_DATA.test(attributes)) continue;
    hashes.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  }
  return [...hashes];
}
