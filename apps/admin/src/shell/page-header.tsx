import Link from "next/link";
import type { ReactNode } from "react";
import { shellCopy } from "../copy/shell.ts";

type Crumb = { readonly words: string; readonly href: string };

/** The header of a page: its only h1, a fact beside it, and buttons at the right, at most one of them primary. */
export function PageHeader(props: {
  title: ReactNode;
  fact?: ReactNode;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
}) {
  return (
    <div className="page-head">
      {props.crumbs !== undefined && (
        <nav className="crumbs" aria-label={shellCopy.youAreHere}>
          {props.crumbs.map((crumb) => (
            <Link key={crumb.href} href={crumb.href} prefetch={false}>
              {crumb.words}
            </Link>
          ))}
        </nav>
      )}
      <h1 className="page-title">{props.title}</h1>
      {props.fact !== undefined && <span className="quiet">{props.fact}</span>}
      {props.actions !== undefined && <div className="acts">{props.actions}</div>}
    </div>
  );
}
