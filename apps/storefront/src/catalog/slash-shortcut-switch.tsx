"use client";

import { useState, useSyncExternalStore } from "react";
import { searchCopy } from "../copy/search.ts";
import { isSlashShortcutOff, SLASH_SHORTCUT_OFF_KEY } from "../shell/use-slash-shortcut.ts";

const never = () => () => undefined;

/** Single-key shortcuts can be in the way of people who speak to their computer, so this one can be switched off. */
export function SlashShortcutSwitch() {
  const stored = useSyncExternalStore(never, isSlashShortcutOff, () => false);
  const [chosen, setChosen] = useState<boolean>();
  const off = chosen ?? stored;
  const change = (next: boolean) => {
    setChosen(next);
    try {
      if (next) localStorage.setItem(SLASH_SHORTCUT_OFF_KEY, "1");
      else localStorage.removeItem(SLASH_SHORTCUT_OFF_KEY);
    } catch {
      // Storage is forbidden: the choice holds for this page only.
    }
  };
  return (
    <label className="check search-slash small quiet">
      <input type="checkbox" checked={!off} onChange={(event) => change(!event.target.checked)} />
      <span>
        {searchCopy.shortcut.before}
        <kbd>/</kbd>
        {searchCopy.shortcut.after}
      </span>
    </label>
  );
}
