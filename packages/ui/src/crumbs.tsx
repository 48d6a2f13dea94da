import { Fragment } from "react";
import type { LinkPart } from "./link-part.tsx";

export type Crumb = { readonly name: string; readonly href: string };

/** Where this page stands. The last word is the page itself. */
export function Crumbs({
  trail,
  here,
  Link,
}: {
  readonly trail: readonly Crumb[];
  readonly here: string;
  readonly Link: LinkPart;
}) {
  return (
    <nav className="crumbs" aria-label="You are here">
      {trail.map(({ name, href }) => (
        <Fragment key={href}>
          <Link href={href}>{name}</Link>
          <span aria-hidden="true">/</span>
        </Fragment>
      ))}
      <span aria-current="page">{here}</span>
    </nav>
  );
}
