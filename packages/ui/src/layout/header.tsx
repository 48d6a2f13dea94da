import type { ReactNode } from "react";
import type { LinkComponent } from "./link-component.tsx";
import { Wordmark } from "./wordmark.tsx";

/** Wordmark, shelves, tools. The first thing on the page is the way past it. */
export function Header({
  nav,
  tools,
  home,
  Link,
}: {
  readonly nav: ReactNode;
  readonly tools: ReactNode;
  /** The link to the first page: what is seen, and its accessible name. */
  readonly home: { readonly name: string; readonly label: string };
  readonly Link: LinkComponent;
}) {
  return (
    <header className="header">
      <div className="wrap header-row">
        <Link className="header-home" href="/" aria-label={home.label}>
          <Wordmark name={home.name} />
        </Link>
        {nav}
        <div className="header-tools">{tools}</div>
      </div>
    </header>
  );
}
