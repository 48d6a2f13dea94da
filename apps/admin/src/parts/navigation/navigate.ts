/**
 * Changes the address without asking the server for the page again: only the list is read anew. Browser only. The
 * router hears of it because it puts its own functions over the browser's; before it has, it would not, and the list
 * would stay what it was below a new address. Then the browser goes there by itself.
 */
export function navigate(href: string, how: "push" | "replace" = "push"): void {
  const { history, location } = window;
  if (!Object.hasOwn(history, "pushState")) {
    if (how === "push") location.assign(href);
    else location.replace(href);
  } else if (how === "push") history.pushState(null, "", href);
  else history.replaceState(null, "", href);
}
