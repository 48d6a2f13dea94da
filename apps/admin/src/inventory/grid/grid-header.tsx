import { Icon } from "@scarlet/ui/layout/icon";
import { ChevronUp } from "lucide-react";
import { inventoryCopy } from "../../copy/inventory/list.ts";

const HEADERS = [
  { column: "sku", isNumber: false, sign: undefined },
  { column: "name", isNumber: false, sign: undefined },
  { column: "on", isNumber: true, sign: undefined },
  { column: "held", isNumber: true, sign: "−" },
  { column: "av", isNumber: true, sign: "=" },
  { column: "low", isNumber: true, sign: undefined },
  { column: "last", isNumber: false, sign: undefined },
] as const;

const WIDTH_CLASSES: Readonly<Record<string, string>> = {
  sku: "col-sku",
  on: "col-figure",
  held: "col-figure",
  av: "col-available",
  low: "col-low",
  last: "col-last",
};

/** The column headers, with the signs of on hand − reserved = available between them. */
export function GridHeader() {
  return (
    <>
      <colgroup>
        {HEADERS.map(({ column }) => (
          <col key={column} className={WIDTH_CLASSES[column]} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {HEADERS.map(({ column, isNumber, sign }, index) => (
            <th
              key={column}
              scope="col"
              aria-colindex={index + 1}
              className={isNumber ? "num" : undefined}
              aria-sort={column === "sku" ? "ascending" : undefined}
            >
              {sign !== undefined && (
                <i className="column-sign" aria-hidden="true">
                  {sign}
                </i>
              )}
              <span>
                {inventoryCopy.columns[column]}
                {column === "sku" && <Icon of={ChevronUp} small />}
              </span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
