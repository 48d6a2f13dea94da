"use client";

import { Moon } from "lucide-react";
import { shellCopy } from "../copy/shell.ts";
import { IconButton } from "../parts/actions/icon-button.tsx";
import { savePreference } from "../preferences/save-preference.ts";

/** Switches between the light and the dark theme, and saves the choice for the next page load. */
export function ThemeToggle() {
  const change = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    root.dataset.theme = next;
    savePreference("theme", next);
  };
  return <IconButton of={Moon} label={shellCopy.changeTheme} onClick={change} />;
}
