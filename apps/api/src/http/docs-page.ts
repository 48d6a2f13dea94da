import { createHash } from "node:crypto";

type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
type Operation = Readonly<Record<string, unknown>>;

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:62rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}`;

/** The CSP of this page: its own style and nothing else. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; frame-ancestors 'none'`;

/** A page for people that lists what the OpenAPI document describes. Works without scripts and without a network. */
export function docsPage(document: Document): string {
  const rows = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => row(method, path, operation)),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Scarlet API</title><style>${STYLE}</style></head><body>
<h1>Scarlet API</h1>
<p>Everything here is described for programs in <a href="/api/openapi.json"><code>/api/openapi.json</code></a> (OpenAPI 3.1).
Sign in at <code>POST /api/auth/sign-in/email</code> and send the answer's <code>token</code> as
<code>Authorization: Bearer …</code>. Writes that move stock or money need an <code>Idempotency-Key</code>.
Refusals are <code>application/problem+json</code> with a stable <code>code</code>.</p>
<table><thead><tr><th scope="col">Call</th><th scope="col">What it does</th><th scope="col">Token</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></body></html>`;
}

function row(method: string, path: string, { summary, security }: Operation): string {
  const token = Array.isArray(security) && security.length > 0 ? "needed" : "none";
  return `<tr><td><code>${method.toUpperCase()} ${escapeHtml(path)}</code></td><td>${escapeHtml(String(summary))}</td><td>${token}</td></tr>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
