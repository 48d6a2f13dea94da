import Link from "next/link";

/** The shop's name with its dot, as a link to the inventory. */
export function Wordmark({ large = false }: { large?: boolean }) {
  return (
    <Link
      className={large ? "wordmark wordmark-large" : "wordmark"}
      href="/inventory"
      prefetch={false}
      aria-label="Scarlet admin"
    >
      Scarlet
      <i className="dot" aria-hidden="true" />
    </Link>
  );
}
