import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { env } from "../env.ts";

export default async function robots(): Promise<MetadataRoute.Robots> {
  // The address is known at run time only.
  await connection();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: [
        "/api/",
        "/cart",
        "/checkout",
        "/orders/",
        "/account",
        "/reset-password",
        "/back-in-stock/",
        "/search",
      ],
    },
    sitemap: new URL("/sitemap.xml", env().STOREFRONT_URL).href,
  };
}
