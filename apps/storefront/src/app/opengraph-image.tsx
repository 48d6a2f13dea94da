import { siteCopy } from "../copy/site.ts";
import { SHARE_IMAGE_SIZE, shareImage } from "../sharing/share-image.tsx";

export const size = SHARE_IMAGE_SIZE;
export const contentType = "image/png";
export const alt = siteCopy.sharedShop;
export const dynamic = "force-dynamic";

export default function SharedShop() {
  return shareImage({ kind: "mushroom", variant: "cream", seed: 110 });
}
