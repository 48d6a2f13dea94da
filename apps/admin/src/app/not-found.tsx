import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import Link from "next/link";
import { errorsCopy } from "../copy/errors.ts";

export const metadata = { title: errorsCopy.notFound };

export default function NotFound() {
  return (
    <main id="main">
      <h1 className="hidden-text">{errorsCopy.notFound}</h1>
      <EmptyState
        figure="0"
        title={errorsCopy.noSuchPage}
        actions={
          <Link className={buttonClass({ kind: "ink" })} href="/inventory">
            {errorsCopy.goToInventory}
          </Link>
        }
      >
        {errorsCopy.noSuchPageWhy}
      </EmptyState>
    </main>
  );
}
