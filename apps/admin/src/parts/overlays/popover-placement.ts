type Box = { readonly top: number; readonly left: number; readonly right: number; readonly bottom: number };
type Size = { readonly width: number; readonly height: number };

const EDGE = 8;
const GAP = 8;

/**
 * Where a pop-over stands, in pixels of the window: below its cell with the left edges of both together; above when
 * there is more room; never closer than 8 px to the window's edge.
 */
export function placePopover(
  cell: Box,
  pop: Size,
  view: Size,
): { readonly top: number; readonly left: number } {
  const below = cell.bottom + GAP;
  const above = cell.top - GAP - pop.height;
  const fitsBelow = below + pop.height <= view.height - EDGE;
  const top = fitsBelow || above < EDGE ? Math.min(below, view.height - EDGE - pop.height) : above;
  return {
    top: Math.max(EDGE, top),
    left: Math.max(EDGE, Math.min(cell.left, view.width - EDGE - pop.width)),
  };
}
