import { DomainError, invalidInput } from "@scarlet/domain/kernel";
import { forbiddenKey, isForbiddenKey, type RestRoute, refuseForbiddenKeys } from "@scarlet/trpc";
import { HTTPException } from "hono/http-exception";
import type { ApiHonoContext } from "./exchange.ts";

type Fields = Record<string, unknown>;

const OPERATOR_TEXT = /^\s*[{[].*"\s*\$/s;

/** The input of a read, from path and query. */
export function readInput(c: ApiHonoContext, route: RestRoute): Fields {
  const at = c.req.url.indexOf("?");
  return inputOf(route, pathInput(c, route), at < 0 ? "" : c.req.url.slice(at));
}

/**
 * The input of a read from what its path says and its query. Unknown query parameters are ignored. Raises
 * `input.invalid` and `input.forbidden_key`.
 */
export function inputOf(route: RestRoute, fromPath: Fields, search: string): Fields {
  const input = { ...fromPath };
  if (search === "") return input;
  for (const [name, value] of new URLSearchParams(search)) {
    refuseName(name);
    if (OPERATOR_TEXT.test(value)) throw forbiddenKey(name);
    if (!route.fields.has(name)) continue;
    if (Object.hasOwn(input, name)) throw invalidInput(`${name}: give it once.`);
    input[name] = value;
  }
  return input;
}

/** The input of a write, from path and JSON body. A missing body counts as `{}`. */
export async function writeInput(c: ApiHonoContext, route: RestRoute): Promise<Fields> {
  const input = pathInput(c, route);
  const body = await readJson(c);
  for (const name of route.params) {
    if (Object.hasOwn(body, name)) throw invalidInput(`${name}: the address says it already.`);
  }
  return { ...body, ...input };
}

/**
 * The JSON object in the body; `{}` when there is no body. Raises 400 for broken JSON, 415 for another content type
 * and `input.forbidden_key` for operators and prototype keys, however deep.
 */
export async function readJson(c: ApiHonoContext): Promise<Fields> {
  const text = await c.req.text();
  if (text.trim() === "") return {};
  if (!isJson(c.req.header("content-type"))) throw new HTTPException(415);
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidInput("The body must be a JSON object.");
  }
  refuseForbiddenKeys(value);
  return value as Fields;
}

/** Whether a content type says JSON. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? "");
}

function pathInput(c: ApiHonoContext, route: RestRoute): Fields {
  return Object.fromEntries(route.params.map((name) => [name, c.req.param(name)]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("request.broken_json", "invalid", "The body is not valid JSON.");
  }
}

function refuseName(name: string): void {
  if (/[$[\]]/.test(name) || isForbiddenKey(name)) throw forbiddenKey(name);
}
