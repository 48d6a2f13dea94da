import type { Metadata } from "next";
import { ForgetForm } from "../../../back-in-stock/forget-form.tsx";
import { backInStockCopy } from "../../../copy/back-in-stock.ts";

const { title, text, broken } = backInStockCopy.forget;

export const metadata: Metadata = { title, robots: { index: false }, referrer: "no-referrer" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where the link in a mail leads that forgets an address. */
export default async function ForgetRoute({ searchParams }: { searchParams: Search }) {
  const { key } = await searchParams;
  const isWhole = typeof key === "string" && /^[\w-]{1,1000}$/.test(key);
  return (
    <div className="wrap">
      <div className="forget">
        <h1 className="title">{title}</h1>
        <p className="lead">{isWhole ? text : broken}</p>
        {isWhole && <ForgetForm linkKey={key} />}
      </div>
    </div>
  );
}
