import { clamp } from "./clamp.ts";

/** The columns of the grid from left to right: SKU, product, on hand, reserved, available, low mark, last movement. */
export const COLUMNS = ["sku", "name", "on", "held", "av", "low", "last"] as const;
export type Column = (typeof COLUMNS)[number];

/** A cell by the index of its row among the rows loaded, and its column. */
export type CellPosition = { readonly row: number; readonly column: Column };

/** What a key press asks the grid to do. */
export type GridCommand =
  | { readonly kind: "focus"; readonly cell: CellPosition }
  | { readonly kind: "edit"; readonly firstText?: string }
  | { readonly kind: "open" | "history" | "drawer" | "copy" }
  | { readonly kind: "adjust"; readonly delta: 1 | -1 }
  | { readonly kind: "moveDrawer"; readonly rows: 1 | -1 };

/** `hasCommandKey`: with Ctrl, or Cmd on a Mac. */
type KeyPress = { readonly key: string; readonly hasCommandKey: boolean };
/** How many rows are loaded, and how many PgUp and PgDn pass over. */
type GridSize = { readonly rows: number; readonly pageRows: number };

const ARROW_STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The command of a key pressed in a cell; undefined leaves the key to the browser. */
export function commandOf(press: KeyPress, cell: CellPosition, size: GridSize): GridCommand | undefined {
  const { key, hasCommandKey } = press;
  const arrow = ARROW_STEPS[key];
  if (arrow) {
    const distance = hasCommandKey ? Number.POSITIVE_INFINITY : 1;
    const [rows, columns] = arrow;
    return focusBy(cell, rows === 0 ? 0 : rows * distance, columns === 0 ? 0 : columns * distance, size);
  }
  if (key === "Home" || key === "End") return focusEdge(cell, key, hasCommandKey, size);
  if (key === "PageUp") return focusBy(cell, -size.pageRows, 0, size);
  if (key === "PageDown") return focusBy(cell, size.pageRows, 0, size);
  if (hasCommandKey) return key.toLowerCase() === "c" ? { kind: "copy" } : undefined;
  if (key === "Enter" || key === "F2")
    return cell.column === "on" ? { kind: "edit" } : key === "Enter" ? { kind: "open" } : undefined;
  if (/^\d$/.test(key)) return cell.column === "on" ? { kind: "edit", firstText: key } : undefined;
  return characterCommand(key);
}

function characterCommand(key: string): GridCommand | undefined {
  switch (key) {
    case "+":
      return { kind: "adjust", delta: 1 };
    case "-":
    case "−":
      return { kind: "adjust", delta: -1 };
    case "h":
    case "H":
      return { kind: "history" };
    case "o":
    case "O":
      return { kind: "drawer" };
    case "j":
    case "J":
      return { kind: "moveDrawer", rows: 1 };
    case "k":
    case "K":
      return { kind: "moveDrawer", rows: -1 };
    default:
      return undefined;
  }
}

function focusBy(from: CellPosition, rows: number, columns: number, size: GridSize): GridCommand {
  const column = COLUMNS[clamp(COLUMNS.indexOf(from.column) + columns, COLUMNS.length)] ?? from.column;
  return { kind: "focus", cell: { row: clamp(from.row + rows, size.rows), column } };
}

function focusEdge(from: CellPosition, key: "Home" | "End", wholeGrid: boolean, size: GridSize): GridCommand {
  const column = key === "Home" ? COLUMNS[0] : (COLUMNS.at(-1) ?? from.column);
  const row = wholeGrid ? (key === "Home" ? 0 : size.rows - 1) : from.row;
  return { kind: "focus", cell: { row, column } };
}
