/** What the shop is called, and what it says of itself where no page says more: browsers, search engines, shared links. */
export const siteCopy = {
  name: "Scarlet",
  title: "Scarlet. If it says three, there are three.",
  titleTemplate: "%s | Scarlet",
  description: "A shop for well-made things that tells you the truth about how many it has.",
  sharedShop: "A cream table lamp on scarlet paper",
  sharedProduct: "The product on scarlet paper",
  skipToPage: "Skip to the page",
} as const;
