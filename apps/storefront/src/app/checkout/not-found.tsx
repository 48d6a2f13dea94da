import type { Metadata } from "next";
import { errorsCopy } from "../../copy/errors.ts";

export const metadata: Metadata = { title: errorsCopy.orderNotOpen.pageTitle, robots: { index: false } };

export { OrderNotFound as default } from "../../orders/order-not-found.tsx";
