import { GridBones } from "../../../../inventory/grid-bones.tsx";
import { PageHead } from "../../../../shell/page-head.tsx";

/** While the first rows are read: the page at its true measures. */
export default function Loading() {
  return (
    <>
      <PageHead title="Inventory" />
      <div className="tabs" />
      <div className="tools" />
      <GridBones />
    </>
  );
}
