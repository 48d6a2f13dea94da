import type { ProductCard } from "@scarlet/domain/catalog";

/** A JSON body and its length in bytes, ready to send. */
export type JsonBody = { readonly text: string; readonly bytes: string };

/**
 * The JSON of views, each written once: while nothing about a product changes, the verbs hand out the same view of it.
 * A view that is not handed out any more takes its text with it.
 */
const texts = new WeakMap<object, string>();
const bodies = new WeakMap<object, JsonBody>();

/** The body of a view, serialized once. */
export function jsonOf(view: object): JsonBody {
  const known = bodies.get(view);
  if (known !== undefined) return known;
  const ready = jsonBodyOf(JSON.stringify(view));
  bodies.set(view, ready);
  return ready;
}

/** A list as the service returns it. */
export type List = { readonly items: readonly ProductCard[]; readonly nextCursor: string | null };

/** The body of a list, joined from the cached JSON of its cards. */
export function listBodyOf(list: List): JsonBody {
  const items = list.items.map(textOf).join(",");
  return jsonBodyOf(`{"items":[${items}],"nextCursor":${JSON.stringify(list.nextCursor)}}`);
}

/** Whether two lists show the very same cards. */
export function isSameList(a: List, b: List): boolean {
  if (a.nextCursor !== b.nextCursor || a.items.length !== b.items.length) return false;
  for (const [place, item] of a.items.entries()) if (item !== b.items[place]) return false;
  return true;
}

function textOf(view: object): string {
  const known = texts.get(view);
  if (known !== undefined) return known;
  const text = JSON.stringify(view);
  texts.set(view, text);
  return text;
}

function jsonBodyOf(text: string): JsonBody {
  return { text, bytes: String(Buffer.byteLength(text)) };
}
