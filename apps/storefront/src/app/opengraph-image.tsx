import { SHARE_SIZE, sharePicture } from "../sharing/share-picture.tsx";

export const size = SHARE_SIZE;
export const contentType = "image/png";
export const alt = "A cream table lamp on scarlet paper";
export const dynamic = "force-dynamic";

export default function SharedShop() {
  return sharePicture({ kind: "mushroom", variant: "cream", seed: 110 });
}
