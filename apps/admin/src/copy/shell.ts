import type { Role } from "@scarlet/domain/accounts";
import { errorsCopy } from "./errors.ts";
import { rolesCopy } from "./roles.ts";

/** The words around every page: title, top bar, sidebar, account, and what stands in place of a page. */
export const shellCopy = {
  name: "Scarlet admin",
  /** In the window's title, after that of the page; `%s` is filled in by Next. */
  titleTemplate: "%s | Scarlet admin",
  wordmark: "Scarlet",
  admin: "Admin",
  skip: "Skip to the page",

  menu: "Menu",
  sidebar: "Sidebar",
  mainNavigation: "Main",
  moreNavigation: "More",
  operations: "Running the shop",
  openShop: "Open the shop",
  youAreHere: "You are here",
  changeTheme: "Change light and dark",
  shortcutsButton: "Keyboard shortcuts, ?",

  live: "Live",
  /** Before the time at which the figures were last known to be true. */
  figuresOf: "Figures of",
  /** For screen readers, when the page is no longer told of changes, and when it is again. */
  notLive: "The figures are no longer live.",
  liveAgain: "Live again.",

  yourAccount: "Your account",
  /** Isolates do in a label what <bdi> does on the page: a right-to-left name must not reorder the role after it. */
  accountLabel: (name: string, role: Role) => `\u2068${name}\u2069, ${rolesCopy.name(role)}`,
  signOut: "Sign out",
  signingOut: "Signing out",
  notSignedOut: `${errorsCopy.noAnswer} You are still signed in.`,

  staffOnly: "This page is for staff.",
  staffOnlyWhy: (email: string, role: Role) =>
    `You are signed in as ${email}. Your role is ${rolesCopy.name(role)}. An admin can change your role.`,
  goToShop: "Go to the shop",
} as const;
