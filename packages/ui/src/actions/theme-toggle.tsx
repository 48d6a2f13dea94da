"use client";

import { Icon } from "../layout/icon.tsx";
import { THEME_COOKIE, type Theme } from "./theme.tsx";

const YEAR_SECONDS = 31_536_000;

function present(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function toggle(): void {
  const next: Theme = present() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Changes day and night and remembers it for a year. The server reads the choice with `themeOf`. */
export function ThemeToggle({ className = "tool" }: { readonly className?: string }) {
  return (
    <button
      type="button"
      className={className}
      data-theme-toggle
      aria-label="Change light and dark"
      onClick={toggle}
    >
      <Icon name="moon" />
    </button>
  );
}
