import type { Shelf } from "@scarlet/domain/catalog";
import { Footer, type FooterColumn } from "@scarlet/ui/layout/footer";
import { counted } from "../format/plural.ts";
import { ShopLink } from "./shop-link.tsx";

/** Only pages that exist. */
export function ShopFooter({ shelves }: { readonly shelves: readonly Shelf[] }) {
  const things = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  const shop: FooterColumn = {
    title: "Shop",
    links: shelves.length > 0 ? shelves.map(({ name, slug }) => [name, `/categories/${slug}`]) : [],
  };
  const columns: FooterColumn[] = [
    shop,
    {
      title: "Help",
      links: [
        ["Search", "/search"],
        ["Everything", "/products"],
        ["How we count", "/#how"],
      ],
    },
    {
      title: "You",
      links: [
        ["Your orders", "/account"],
        ["Your cart", "/cart"],
        ["Sign in", "/sign-in"],
        ["Make an account", "/sign-up"],
      ],
    },
  ];
  return (
    <Footer
      Link={ShopLink}
      words="A shop whose stock is never wrong. If a page here says there are three, there are three."
      columns={columns.filter(({ links }) => links.length > 0)}
      end={[
        "Demo shop. Nothing is for sale and no card is charged.",
        ...(things > 0 ? [`${counted(things, "kind")} of things`] : []),
      ]}
    />
  );
}
