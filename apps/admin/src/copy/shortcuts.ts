type Shortcut = readonly [does: string, keys: readonly string[]];

const SHORTCUTS: readonly Shortcut[] = [
  ["Move", ["↑", "↓", "←", "→"]],
  ["Set on hand", ["Enter", "F2", "a digit"]],
  ["First, last cell of the row", ["Home", "End"]],
  ["Save, go down or up", ["Enter", "⇧ Enter"]],
  ["First, last row", ["⌘ ↑", "⌘ ↓"]],
  ["Leave as it was", ["Esc"]],
  ["One screen", ["PgUp", "PgDn"]],
  ["Adjust by a difference", ["+", "−"]],
  ["History of the SKU", ["H"]],
  ["Drawer; next, previous row", ["O", "J", "K"]],
  ["Search this list", ["/"]],
  ["Search everything", ["⌘ K"]],
  ["Copy the cell", ["⌘ C"]],
  ["These keys", ["?"]],
];

/** The words of the dialog with the keyboard shortcuts, in the order they are listed. */
export const shortcutsCopy = { head: "Keys in the grid", close: "Close", shortcuts: SHORTCUTS } as const;
