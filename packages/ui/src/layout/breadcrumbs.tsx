import { Fragment } from "react";
import type { LinkComponent } from "./link-component.tsx";

export type Breadcrumb = { readonly name: string; readonly href: string };

type Props = {
  /** Its accessible name, such as "You are here". */
  readonly label: string;
  readonly trail: readonly Breadcrumb[];
  /** The page itself; left out where its title follows at once. */
  readonly here?: string;
  readonly Link: LinkComponent;
};

/** Where this page stands. */
export function Breadcrumbs({ label, trail, here, Link }: Props) {
  return (
    <nav className="breadcrumbs" aria-label={label}>
      {trail.map(({ name, href }, index) => (
        <Fragment key={href}>
          {index > 0 && <Separator />}
          <Link href={href}>{name}</Link>
        </Fragment>
      ))}
      {here !== undefined && (
        <>
          <Separator />
          <span aria-current="page">{here}</span>
        </>
      )}
    </nav>
  );
}

function Separator() {
  return <span aria-hidden="true">/</span>;
}
