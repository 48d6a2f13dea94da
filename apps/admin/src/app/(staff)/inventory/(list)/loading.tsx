import { pageNames } from "../../../../copy/pages.ts";
import { GridSkeleton } from "../../../../inventory/grid/grid-skeleton.tsx";
import { PageHeader } from "../../../../shell/page-header.tsx";

/** Shown while the first rows load: the page with placeholders of the same size, so that nothing moves later. */
export default function Loading() {
  return (
    <>
      <PageHeader title={pageNames.inventory} />
      <div className="tabs" />
      <div className="toolbar" />
      <GridSkeleton />
    </>
  );
}
