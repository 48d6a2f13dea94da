import { type Breadcrumb, Breadcrumbs } from "@scarlet/ui/layout/breadcrumbs";
import type { ReactNode } from "react";
import { shellCopy } from "../copy/shell.ts";
import { PageLink } from "../parts/navigation/page-link.tsx";

/** The header of a page: its only h1, a fact beside it, and buttons at the right, at most one of them primary. */
export function PageHeader(props: {
  title: ReactNode;
  fact?: ReactNode;
  crumbs?: readonly Breadcrumb[];
  actions?: ReactNode;
}) {
  return (
    <div className="page-header">
      {props.crumbs !== undefined && (
        <Breadcrumbs label={shellCopy.youAreHere} trail={props.crumbs} Link={PageLink} />
      )}
      <h1 className="page-title">{props.title}</h1>
      {props.fact !== undefined && <span className="quiet">{props.fact}</span>}
      {props.actions !== undefined && <div className="page-actions">{props.actions}</div>}
    </div>
  );
}
