import type { Art } from "./art-path.ts";

/** The colours of the generator as plain words, so that a browser need not load the generator to paint a swatch. */
const COLOURS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mug: { ember: "#c63a26", bone: "#e9e1d3", ink: "#33363c", moss: "#7a8466" },
  bellycup: { bone: "#eae3d6", rose: "#d49a8c", slate: "#6d7a84" },
  tumbler: { ember: "#c63a26", sky: "#8fa9b8", sand: "#d9c3a0" },
  espresso: { ink: "#2f3136", bone: "#ece5d9", ember: "#c43c28" },
  teapot: { moss: "#737d60", ember: "#bf3b28", bone: "#e8e0d2" },
  jug: { bone: "#e9e2d4", ink: "#383b41", clay: "#bb7550" },
  budvase: { ember: "#c2341f", chalk: "#e7e2d8", sea: "#7f9a97" },
  bowls: { bone: "#ece5d8", rose: "#d39c8c", moss: "#848d6d" },
  mushroom: { ember: "#c8331f", cream: "#ece3d0", ink: "#34363b", olive: "#7c8058" },
  globe: { brass: "#b98d4c", steel: "#a9a7a3", ember: "#c8331f" },
  cone: { linen: "#efe4cf", ember: "#c8442f", slate: "#77838b" },
  lantern: { washi: "#fff3dc", blush: "#ffdcc4", straw: "#f6e0ab" },
  pendant: { ember: "#c8331f", cream: "#ece3d0", ink: "#34363b" },
  desk: { ember: "#c8331f", chalk: "#e8e3da", ink: "#34363b" },
  column: { oak: "#c79a63", walnut: "#7d5334", ember: "#c8331f" },
  portable: { sage: "#8d9a80", ember: "#c8331f", sand: "#d8c5a6" },
  stool: { oak: "#cda26c", ebony: "#3a332e", ember: "#bf3320" },
  bar: { ember: "#bf3320", ink: "#2d2f33", oak: "#cda26c" },
  spool: { walnut: "#7b5133", oak: "#cda26c", ember: "#bf3320" },
  pouf: { ember: "#bd3a28", oat: "#d8cbb4", pine: "#56665a" },
  bench: { oak: "#cda26c", ebony: "#3a332e", ember: "#bf3320" },
  ladder: { oak: "#cda26c", ebony: "#37302c", ember: "#bf3320" },
  ply: { oak: "#d2a870", ember: "#c03a26", ebony: "#3a332e" },
  lounge: { ember: "#b93a29", oat: "#d5c8b1", pine: "#53645a" },
  notebook: { ember: "#c03421", ink: "#2e3540", moss: "#6f7a5f", sand: "#cdb692" },
  stack: { trio: "#c03421", quiet: "#cdbfa6", dusk: "#4b5566" },
  sketchbook: { kraft: "#b98f5e", ink: "#33363c", ember: "#c03421" },
  pencils: { ember: "#c03421", bone: "#e6dece", ink: "#34373d" },
  ink: { ember: "#a81c12", night: "#1d2a44", pine: "#1f4437" },
  filebox: { ember: "#b93421", stone: "#b7b0a3", ink: "#363a41" },
  tape: { ember: "#c03421", bone: "#e5ddcd", ink: "#34373d" },
  planner: { ember: "#c03421", ink: "#353a44", moss: "#747e62" },
  tote: { natural: "#ddcfb4", ember: "#bd3522", ink: "#34383f" },
  rolltop: { pine: "#4f6157", ember: "#bb3522", slate: "#5b6670" },
  duffel: { ember: "#b93522", ink: "#34393f", sand: "#cdb58d" },
  bucket: { tan: "#a9713f", ember: "#b6321f", ink: "#33363b" },
  pouch: { ember: "#bd3522", ochre: "#c4923f", ink: "#363b43" },
  sleeve: { ash: "#9b9893", ember: "#b63a2a", pine: "#55675d" },
  satchel: { ember: "#ad2f1e", tan: "#a9713f", ink: "#323539" },
  basket: { rush: "#c49a5f", smoke: "#6d655c", ember: "#b9432c" },
  flask: { ember: "#c23522", chalk: "#e6e1d7", pine: "#475d53", ink: "#34373c" },
  carafe: { clear: "#dfe7e4", smoke: "#8b8f8e", amber: "#d79a4e" },
  mill: { ember: "#bf3421", walnut: "#7b5133", oak: "#c99a62" },
  board: { oak: "#cda26c", walnut: "#80563a", maple: "#dfc193" },
  kettle: { ember: "#bf3421", steel: "#b3b1ad", ink: "#303236" },
  jar: { oak: "#c99a62", walnut: "#7b5133", ember: "#bf3421" },
  skillet: { iron: "#33343a", ember: "#b9301e", sage: "#7d8a78" },
  dripper: { ember: "#c03421", bone: "#e9e2d5", ink: "#34373c" },
};

/** The colour of a picture's swatch; undefined for a picture nobody described. */
export function swatchColour({ kind, variant }: Pick<Art, "kind" | "variant">): string | undefined {
  const colours = Object.hasOwn(COLOURS, kind) ? COLOURS[kind] : undefined;
  return colours !== undefined && Object.hasOwn(colours, variant) ? colours[variant] : undefined;
}

export { COLOURS as SWATCHES };
