import Link from "next/link";
import { shellCopy } from "../copy/shell.ts";

/** The shop's name with its dot, as a link to the inventory. */
export function Wordmark({ large = false }: { large?: boolean }) {
  return (
    <Link
      className={large ? "wordmark wordmark-large" : "wordmark"}
      href="/inventory"
      prefetch={false}
      aria-label={shellCopy.name}
    >
      {shellCopy.wordmark}
      <i className="dot" aria-hidden="true" />
    </Link>
  );
}
