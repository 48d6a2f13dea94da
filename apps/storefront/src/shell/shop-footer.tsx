import type { Shelf } from "@scarlet/domain/catalog";
import { Footer, type FooterColumn } from "@scarlet/ui/layout/footer";
import { footerCopy } from "../copy/footer.ts";
import { placesCopy } from "../copy/places.ts";
import { shellCopy } from "../copy/shell.ts";
import { ShopLink } from "./shop-link.tsx";

/** Only pages that exist. */
export function ShopFooter({ shelves }: { readonly shelves: readonly Shelf[] }) {
  const things = shelves.reduce((sum, { productCount }) => sum + productCount, 0);
  const shop: FooterColumn = {
    title: footerCopy.shop,
    links: shelves.length > 0 ? shelves.map(({ name, slug }) => [name, `/categories/${slug}`]) : [],
  };
  const columns: FooterColumn[] = [
    shop,
    {
      title: footerCopy.help,
      links: [
        [placesCopy.search, "/search"],
        [placesCopy.everything, "/products"],
        [placesCopy.howWeCount, "/#how"],
      ],
    },
    {
      title: footerCopy.you,
      links: [
        [placesCopy.yourOrders, "/account"],
        [footerCopy.yourCart, "/cart"],
        [placesCopy.signIn, "/sign-in"],
        [placesCopy.makeAccount, "/sign-up"],
      ],
    },
  ];
  return (
    <Footer
      Link={ShopLink}
      home={shellCopy.home}
      words={footerCopy.promise}
      columns={columns.filter(({ links }) => links.length > 0)}
      end={[footerCopy.demo, ...(things > 0 ? [footerCopy.kindsOfThings(things)] : [])]}
    />
  );
}
