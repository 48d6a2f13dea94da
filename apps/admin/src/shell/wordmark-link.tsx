import { Wordmark } from "@scarlet/ui/layout/wordmark";
import Link from "next/link";
import { shellCopy } from "../copy/shell.ts";

/** The shop's name with its dot, as a link to the inventory. */
export function WordmarkLink({ large = false }: { large?: boolean }) {
  return (
    <Link className="wordmark-link" href="/inventory" prefetch={false} aria-label={shellCopy.name}>
      <Wordmark name={shellCopy.wordmark} large={large} />
    </Link>
  );
}
