/** The frame of every page: header, menu, what it says while a page loads or the connection is gone. */
export const shellCopy = {
  shelvesNav: "Shop",
  yourAccount: "Your account",
  menu: "Menu",
  menuTitle: "Shelves",
  closeMenu: "Close the menu",
  lightOrDark: "Light or dark",
  loading: "Loading",
  /** Around the time at which the figures were read. */
  figuresTrueAt: { before: "The figures below were true at ", after: ". " },
  countAgain: "We will count again as soon as you are back.",
} as const;
