import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not open here", robots: { index: false } };

export { OrderNotFound as default } from "../../orders/order-not-found.tsx";
