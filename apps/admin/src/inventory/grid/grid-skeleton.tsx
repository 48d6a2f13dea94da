import { Skeleton } from "@scarlet/ui/feedback/skeleton";
import { inventoryCopy } from "../../copy/inventory/list.ts";
import { GridHeader } from "./grid-header.tsx";

/** Widths of the bars in per cent, all different, so that the rows look like text. They are the rows' React keys too. */
const BAR_WIDTHS = [62, 48, 71, 55, 66, 43, 58, 69, 51, 64, 46, 73, 57, 60, 49, 68];

/** Placeholder rows while the list loads, as high as the real ones. */
export function GridSkeleton() {
  return (
    <div className="grid-scroll" aria-busy="true">
      <span className="hidden-text">{inventoryCopy.loading}</span>
      <table className="grid skeleton-rows" aria-hidden="true">
        <GridHeader />
        <tbody>
          {BAR_WIDTHS.map((width) => (
            <tr key={width}>
              <td className="cell-sku">
                <Skeleton style={{ width: "80%" }} />
              </td>
              <td className="cell-name">
                <div className="with-thumbnail">
                  <i className="thumbnail skeleton" />
                  <Skeleton style={{ width: `${width}%` }} />
                </div>
              </td>
              {["cell-on-hand", "cell-reserved", "cell-available", "cell-low"].map((name) => (
                <td key={name} className={`num ${name}`}>
                  <Skeleton />
                </td>
              ))}
              <td className="cell-last">
                <Skeleton style={{ width: `${width + 10}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
