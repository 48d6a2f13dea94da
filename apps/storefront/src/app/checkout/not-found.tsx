import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not open here", robots: { index: false } };

export { NotOpenHere as default } from "../../orders/not-open-here.tsx";
