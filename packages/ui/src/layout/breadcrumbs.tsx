import { Fragment } from "react";
import type { LinkComponent } from "./link-component.tsx";

export type Breadcrumb = { readonly name: string; readonly href: string };

/** Where this page stands. The last word is the page itself. */
export function Breadcrumbs({
  trail,
  here,
  Link,
}: {
  readonly trail: readonly Breadcrumb[];
  readonly here: string;
  readonly Link: LinkComponent;
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
