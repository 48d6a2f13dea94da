import { buttonClass } from "@scarlet/ui/actions/button";
import Link from "next/link";
import { errorsCopy } from "../copy/errors.ts";
import { EmptyState } from "../parts/feedback/empty-state.tsx";

export const metadata = { title: errorsCopy.notFound };

export default function NotFound() {
  return (
    <main id="main">
      <h1 className="hidden-text">{errorsCopy.notFound}</h1>
      <EmptyState
        mark="0"
        head={errorsCopy.noSuchPage}
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
