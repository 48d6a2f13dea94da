import { LRUCache } from "lru-cache";
import { ART_VERSION } from "./art-path.ts";
import { draw, kinds } from "./draw.ts";

type ArtParams = {
  readonly version: string;
  readonly kind: string;
  readonly variant: string;
  readonly seed: string;
  readonly view: string;
};

const FOREVER = "public, max-age=31536000, immutable";
const VIEWS = { "front.svg": "front", "detail.svg": "detail" } as const;
/** About 6 MB: the whole catalog, but not every seed that somebody may ask for. */
const MAX_CACHED_DRAWINGS = 700;
const drawn = new LRUCache<string, string>({ max: MAX_CACHED_DRAWINGS });

/**
 * `GET` of `app/art/[version]/[kind]/[variant]/[seed]/[view]/route.ts` in both apps: a product's picture as SVG. One
 * address always gives the same bytes, so browsers may keep it for ever. Unknown pictures are 404.
 */
export async function artRoute(
  _request: unknown,
  { params }: { readonly params: Promise<ArtParams> },
): Promise<Response> {
  const { version, kind, variant, seed, view } = await params;
  const side = Object.hasOwn(VIEWS, view) ? VIEWS[view as keyof typeof VIEWS] : undefined;
  const drawable = Object.hasOwn(kinds, kind) && Object.hasOwn(kinds[kind]?.colours ?? {}, variant);
  if (version !== ART_VERSION || side === undefined || !drawable || !/^\d{1,9}$/.test(seed))
    return new Response("There is no such picture.", { status: 404 });
  const name = `${kind}/${variant}/${Number(seed)}/${side}`;
  const svg = drawn.get(name) ?? draw(kind, variant, Number(seed), { view: side, ground: "none" });
  drawn.set(name, svg);
  return new Response(svg, {
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "cache-control": FOREVER,
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
