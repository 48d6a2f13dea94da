/** The frame of every page: header, menu, what it says while a page loads or the connection is gone. */
export const shellCopy = {
  shelvesNav: "Shop",
  yourAccount: "Your account",
  changeTheme: "Change light and dark",
  /** The wordmark, and what its link is called. */
  home: { name: "Scarlet", label: "Scarlet, home" },
  youAreHere: "You are here",
  menu: "Menu",
  menuTitle: "Shelves",
  closeMenu: "Close the menu",
  lightOrDark: "Light or dark",
  loading: "Loading",
  offline: "You are offline.",
  /** Around the time at which the figures were read. */
  figuresTrueAt: { before: "The figures below were true at ", after: ". " },
  countAgain: "We will count again as soon as you are back.",
} as const;
