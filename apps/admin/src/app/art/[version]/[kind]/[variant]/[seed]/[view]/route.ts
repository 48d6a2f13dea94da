import { draw, kinds } from "@scarlet/ui/art/draw";
import { ART_VERSION } from "../../../../../../../art/art-path.ts";

type Params = { version: string; kind: string; variant: string; seed: string; view: string };

const CACHE_CONTROL = "public, max-age=31536000, immutable";
const VIEWS = { "front.svg": "front", "detail.svg": "detail" } as const;

/** A product's picture. The same address always gives the same bytes, so browsers may cache it without end. */
export async function GET(_request: Request, { params }: { params: Promise<Params> }): Promise<Response> {
  const { version, kind, variant, seed, view } = await params;
  const side = Object.hasOwn(VIEWS, view) ? VIEWS[view as keyof typeof VIEWS] : undefined;
  const drawable = Object.hasOwn(kinds, kind) && Object.hasOwn(kinds[kind]?.colours ?? {}, variant);
  if (version !== ART_VERSION || side === undefined || !drawable || !/^\d{1,9}$/.test(seed)) {
    return new Response("There is no such picture.", { status: 404 });
  }
  const svg = draw(kind, variant, Number(seed), { view: side, ground: "none" });
  return new Response(svg, {
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "cache-control": CACHE_CONTROL,
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
