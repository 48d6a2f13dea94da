import { focusManager, type QueryClient } from "@tanstack/react-query";

/**
 * Tells the cache when somebody looks at this page again: a tab that is shown, a window beside another that is clicked
 * into, a page that the browser brings back whole from its history.
 */
export function refetchOnReturn(client: QueryClient): void {
  focusManager.setEventListener((handleFocus) => {
    const look = () => {
      // Without an argument: `true` would be heard once and never again, since it changes nothing the second time.
      if (document.visibilityState === "visible") handleFocus();
    };
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) void client.refetchQueries({ type: "active" });
  });
}
