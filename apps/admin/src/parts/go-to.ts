/** Changes the address without asking the server for the page again: only the list is read anew. Browser only. */
export function goTo(href: string, how: "push" | "replace" = "push"): void {
  if (how === "push") window.history.pushState(null, "", href);
  else window.history.replaceState(null, "", href);
}
