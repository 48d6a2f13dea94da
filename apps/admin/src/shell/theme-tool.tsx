"use client";

import { Moon } from "lucide-react";
import { Tool } from "../parts/tool.tsx";
import { remember } from "../preferences/remember.ts";

/** Changes between day and night, and keeps the choice in a cookie so that the next page starts right. */
export function ThemeTool() {
  const change = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    root.dataset.theme = next;
    remember("theme", next);
  };
  return <Tool of={Moon} label="Change light and dark" onClick={change} />;
}
