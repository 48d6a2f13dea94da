/** The columns of the grid, from left to right. */
export const COLUMNS = ["sku", "name", "on", "held", "av", "low", "last"] as const;
export type Column = (typeof COLUMNS)[number];

/** A cell: the place of its row among those loaded, and its column. */
export type Cell = { readonly row: number; readonly column: Column };

export type Command =
  | { readonly does: "go"; readonly to: Cell }
  | { readonly does: "type"; readonly start?: string }
  | { readonly does: "open" | "history" | "drawer" | "copy" }
  | { readonly does: "adjust"; readonly by: 1 | -1 }
  | { readonly does: "walk"; readonly by: 1 | -1 };

type Press = { readonly key: string; readonly meta: boolean };
type Frame = { readonly rows: number; readonly screen: number };

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What a key means in a cell; undefined leaves it to the browser. */
export function commandOf(press: Press, at: Cell, frame: Frame): Command | undefined {
  const { key, meta } = press;
  const step = STEPS[key];
  if (step) {
    const far = meta ? Number.POSITIVE_INFINITY : 1;
    return go(at, step[0] === 0 ? 0 : step[0] * far, step[1] === 0 ? 0 : step[1] * far, frame);
  }
  if (key === "Home" || key === "End") return goEdge(at, key, meta, frame);
  if (key === "PageUp") return go(at, -frame.screen, 0, frame);
  if (key === "PageDown") return go(at, frame.screen, 0, frame);
  if (meta) return key.toLowerCase() === "c" ? { does: "copy" } : undefined;
  if (key === "Enter" || key === "F2")
    return at.column === "on" ? { does: "type" } : key === "Enter" ? { does: "open" } : undefined;
  if (/^\d$/.test(key)) return at.column === "on" ? { does: "type", start: key } : undefined;
  return letters(key);
}

function letters(key: string): Command | undefined {
  switch (key) {
    case "+":
      return { does: "adjust", by: 1 };
    case "-":
    case "−":
      return { does: "adjust", by: -1 };
    case "h":
    case "H":
      return { does: "history" };
    case "o":
    case "O":
      return { does: "drawer" };
    case "j":
    case "J":
      return { does: "walk", by: 1 };
    case "k":
    case "K":
      return { does: "walk", by: -1 };
    default:
      return undefined;
  }
}

function go(at: Cell, rows: number, columns: number, frame: Frame): Command {
  const column = COLUMNS[clamp(COLUMNS.indexOf(at.column) + columns, COLUMNS.length)] ?? at.column;
  return { does: "go", to: { row: clamp(at.row + rows, frame.rows), column } };
}

function goEdge(at: Cell, key: "Home" | "End", meta: boolean, frame: Frame): Command {
  const column = key === "Home" ? COLUMNS[0] : (COLUMNS.at(-1) ?? at.column);
  const row = meta ? (key === "Home" ? 0 : frame.rows - 1) : at.row;
  return { does: "go", to: { row, column } };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
