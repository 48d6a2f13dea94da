"use client";

import { MoonIcon } from "../layout/drawings.tsx";
import { IconButton } from "./icon-button.tsx";
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

/** Changes between light and dark and remembers it for a year. The server reads the choice with `themeOf`. */
export function ThemeToggle({ label }: { readonly label: string }) {
  return <IconButton of={MoonIcon} label={label} data-theme-toggle onClick={toggle} />;
}
