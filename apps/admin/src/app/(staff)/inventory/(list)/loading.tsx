import { GridSkeleton } from "../../../../inventory/grid/grid-skeleton.tsx";
import { PageHeader } from "../../../../shell/page-header.tsx";

/** While the first rows are read: the page at its true measures. */
export default function Loading() {
  return (
    <>
      <PageHeader title="Inventory" />
      <div className="tabs" />
      <div className="tools" />
      <GridSkeleton />
    </>
  );
}
