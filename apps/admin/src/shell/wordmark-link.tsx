import { Wordmark } from "@scarlet/ui/layout/wordmark";
import Link from "next/link";

/** The shop's name with its dot, as a link to the inventory. */
export function WordmarkLink({ large = false }: { large?: boolean }) {
  return (
    <Link className="wordmark-link" href="/inventory" prefetch={false} aria-label="Scarlet admin">
      <Wordmark large={large} />
    </Link>
  );
}
