import "server-only";
import type { Art } from "@scarlet/ui/art/art-path";
import { draw } from "@scarlet/ui/art/draw";
import { LRUCache } from "lru-cache";
import { ImageResponse } from "next/og";

/** What networks and messengers show beside a link, in px. */
export const SHARE_IMAGE_SIZE = { width: 1200, height: 630 };

/** About 25 MB of pictures: every product of the shop, and an end. */
const MAX_CACHED_IMAGES = 60;
const painted = new LRUCache<string, Promise<ArrayBuffer>>({ max: MAX_CACHED_IMAGES });

/** A product on scarlet paper as a PNG: few places that show links can show an SVG. Painted once, then kept. */
export async function shareImage({ kind, variant, seed }: Art): Promise<Response> {
  const name = `${kind}/${variant}/${seed}`;
  const known = painted.get(name) ?? paint({ kind, variant, seed });
  painted.set(name, known);
  known.catch(() => painted.delete(name));
  return new Response(await known, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=86400" },
  });
}

function paint({ kind, variant, seed }: Art): Promise<ArrayBuffer> {
  const svg = draw(kind, variant, seed, { ground: "none" });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return new ImageResponse(
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        justifyContent: "center",
        backgroundImage: "radial-gradient(circle at 50% 40%, #e5503c, #d23325 45%, #a01a11)",
      }}
    >
      {/* biome-ignore lint/performance/noImgElement: a painter's element, no page's. */}
      <img src={picture} alt="" width={672} height={840} style={{ marginTop: -105 }} />
    </div>,
    SHARE_IMAGE_SIZE,
  ).arrayBuffer();
}
