import type { Art } from "@scarlet/domain/catalog";
import { artPath } from "@scarlet/ui/art/art-path";

const SIZES = { row: undefined, medium: "thumbnail-medium", large: "thumbnail-large" } as const;

/** The picture of a product, small. Its name stands beside it, so it says nothing itself. */
export function Thumbnail({ art, size = "row" }: { art: Art; size?: keyof typeof SIZES }) {
  return (
    // biome-ignore lint/performance/noImgElement: an SVG of ours, made once and kept for ever, gains nothing from Next
    <img
      className={SIZES[size] === undefined ? "thumbnail" : `thumbnail ${SIZES[size]}`}
      src={artPath(art)}
      alt=""
      width={40}
      height={40}
      loading="lazy"
      decoding="async"
    />
  );
}
