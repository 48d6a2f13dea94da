import type { ReactNode } from "react";
import type { LinkComponent } from "./link-component.tsx";
import { Wordmark } from "./wordmark.tsx";

/** Wordmark, shelves, tools. The first thing on the page is the way past it. */
export function Header({
  nav,
  tools,
  homeLabel,
  Link,
}: {
  readonly nav: ReactNode;
  readonly tools: ReactNode;
  /** Of the link to the first page. */
  readonly homeLabel: string;
  readonly Link: LinkComponent;
}) {
  return (
    <header className="header">
      <div className="wrap header-row">
        <Link className="home" href="/" aria-label={homeLabel}>
          <Wordmark />
        </Link>
        {nav}
        <div className="header-tools">{tools}</div>
      </div>
    </header>
  );
}
