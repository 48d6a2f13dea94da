import { serialize } from "superjson";

/** A value as tRPC sends it: its JSON, and which of its parts are no JSON, by their paths. */
type WireText = { readonly json: string; readonly kinds: readonly (readonly [string, unknown])[] };

const VERSION = 1;
const texts = new WeakMap<object, WireText>();

/**
 * What tRPC says to a call that succeeded. While nothing about a product changes, the verbs hand out the same view of it,
 * so each is written once, and a list is joined from those of its items.
 */
export function wireAnswerOf(value: object): string {
  const { json, kinds } = textOf(value);
  const meta =
    kinds.length > 0 ? `,"meta":${JSON.stringify({ values: Object.fromEntries(kinds), v: VERSION })}` : "";
  return `{"result":{"data":{"json":${json}${meta}}}}`;
}

function textOf(value: object): WireText {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = "items" in value && Array.isArray(value.items) ? listText(value, value.items) : written(value);
  texts.set(value, text);
  return text;
}

function listText(list: object, items: readonly object[]): WireText {
  const { json, kinds } = written({ ...list, items: [] });
  const each = items.map(textOf);
  return {
    // The fields of a list are ours, and no text in front of its items holds these letters.
    json: json.replace('"items":[]', () => `"items":[${each.map((item) => item.json).join(",")}]`),
    kinds: [
      ...each.flatMap((item, place) =>
        item.kinds.map(([path, kind]) => [`items.${place}.${path}`, kind] as const),
      ),
      ...kinds,
    ],
  };
}

function written(value: object): WireText {
  const { json, meta } = serialize(value);
  // Objects that stand in two places are written twice: whoever reads needs no more than what they say.
  return { json: JSON.stringify(json), kinds: Object.entries(meta?.values ?? {}) };
}
