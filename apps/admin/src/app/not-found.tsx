import { buttonClass } from "@scarlet/ui/actions/button";
import Link from "next/link";
import { EmptyState } from "../parts/feedback/empty-state.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main">
      <h1 className="hidden-text">Not found</h1>
      <EmptyState
        mark="0"
        head="There is no such page."
        actions={
          <Link className={buttonClass({ kind: "ink" })} href="/inventory">
            Go to the inventory
          </Link>
        }
      >
        The address may be mistyped, or the thing it named is gone.
      </EmptyState>
    </main>
  );
}
