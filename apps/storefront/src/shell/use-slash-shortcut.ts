"use client";

import { isTyping } from "@scarlet/web/browser/is-typing";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** `/` leads to the search, unless somebody is typing. Single keys can be switched off: see the search page. */
export const SLASH_SHORTCUT_OFF_KEY = "scarlet-slash-off";

export function isSlashShortcutOff(): boolean {
  try {
    return localStorage.getItem(SLASH_SHORTCUT_OFF_KEY) === "1";
  } catch {
    // Storage can be forbidden; then the key works as it does for everybody.
    return false;
  }
}

export function useSlashShortcut(): void {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      const isInDialog = event.target instanceof Element && event.target.closest("dialog") !== null;
      if (isTyping(event.target) || isInDialog || isSlashShortcutOff()) return;
      event.preventDefault();
      const field = document.getElementById("q");
      if (field) field.focus();
      else router.push("/search");
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router]);
}
