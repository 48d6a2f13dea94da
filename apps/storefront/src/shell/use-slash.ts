"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** `/` leads to the search, unless somebody is typing. Single keys can be switched off: see the search page. */
export const SLASH_OFF = "scarlet-slash-off";

export function slashIsOff(): boolean {
  try {
    return localStorage.getItem(SLASH_OFF) === "1";
  } catch {
    // Storage can be forbidden; then the key works as it does for everybody.
    return false;
  }
}

export function useSlashToSearch(): void {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest("input, textarea, select, [contenteditable], dialog") || slashIsOff()) return;
      event.preventDefault();
      const field = document.getElementById("q");
      if (field) field.focus();
      else router.push("/search");
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router]);
}
