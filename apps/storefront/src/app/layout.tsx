import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import "@scarlet/ui/styles/layers.css";
import "@scarlet/ui/styles/font-fallbacks.css";
import "@scarlet/ui/styles/tokens.css";
import "@scarlet/ui/styles/base.css";
import "@scarlet/ui/styles/parts.css";
import "../styles/index.css";
import { HtmlDocument } from "@scarlet/ui/layout/html-document";
import { ServerClockProvider } from "@scarlet/web/browser/server-clock";
import { SHARED_PAGE_HEADER } from "@scarlet/web/page-cache/shared-page-header";
import { CartDrawerProvider } from "../cart/cart-drawer.tsx";
import { readShelves } from "../catalog/read-shelves.ts";
import { language } from "../copy/language.ts";
import { siteCopy } from "../copy/site.ts";
import { env } from "../env.ts";
import { OPEN_GRAPH_DEFAULTS } from "../sharing/open-graph.ts";
import { LinkNavigation } from "../shell/link-navigation.tsx";
import { Main } from "../shell/main.tsx";
import { Offline } from "../shell/offline-bar.tsx";
import { ShopFooter } from "../shell/shop-footer.tsx";
import { ShopHeader } from "../shell/shop-header.tsx";
import { StoreroomStrip } from "../shell/storeroom-strip.tsx";
import { ShopToasts } from "../shell/toasts.tsx";
import { ApiProvider } from "../trpc/client.tsx";
import { api } from "../trpc/server.ts";

// Self-hosted, and not preloaded: on a slow line they would hold up the style sheet, and with it the first paint. Until
// they are there the fallbacks of font-fallbacks.css stand in their place, letter for letter as wide. (Next's own
// fallback names one font that Linux does not have.)
const display = localFont({
  src: "../../../../packages/ui/src/fonts/besley-latin-wght-normal.woff2",
  weight: "400 900",
  display: "swap",
  preload: false,
  variable: "--besley",
  adjustFontFallback: false,
});
const text = localFont({
  src: "../../../../packages/ui/src/fonts/hanken-grotesk-latin-wght-normal.woff2",
  weight: "100 900",
  display: "swap",
  preload: false,
  variable: "--hanken",
  adjustFontFallback: false,
});

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().STOREFRONT_URL),
    title: { template: siteCopy.titleTemplate, default: siteCopy.title },
    description: siteCopy.description,
    openGraph: OPEN_GRAPH_DEFAULTS,
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#141211" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const asked = await headers();
  // The shop has its frame even when the API is away; the page itself then says so.
  const [shelves, storeroom] = await Promise.all([
    readShelves().catch(() => []),
    api.inventory.storeroom.query().catch(() => ({ isBusy: false })),
  ]);
  return (
    <HtmlDocument
      lang={language.html}
      className={`${display.variable} ${text.variable}`}
      theme="as-chosen-here"
      nonce={asked.get("x-nonce") ?? undefined}
      skipLabel={siteCopy.skipToPage}
    >
      <ApiProvider>
        <ServerClockProvider nowMs={Date.now()} isShared={asked.has(SHARED_PAGE_HEADER)}>
          <ShopToasts>
            <CartDrawerProvider>
              <StoreroomStrip isBusy={storeroom.isBusy} />
              <ShopHeader shelves={shelves} />
              <Offline />
              <LinkNavigation />
              <Main>{children}</Main>
              <ShopFooter shelves={shelves} />
            </CartDrawerProvider>
          </ShopToasts>
        </ServerClockProvider>
      </ApiProvider>
    </HtmlDocument>
  );
}
