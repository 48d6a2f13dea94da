/** What is written on keys, where the page shows them. */
export const keyCaps = {
  enter: "Enter",
  enterMark: "↵",
  shiftEnterMark: "⇧↵",
  escape: "Esc",
  up: "↑",
  down: "↓",
  command: "⌘",
  /** The command key, off the Mac. */
  control: "Ctrl",
  palette: "⌘K",
  plus: "+",
  minus: "−",
  drawer: "O",
  history: "H",
  allKeys: "?",
} as const;
