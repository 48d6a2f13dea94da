"use client";

import { useState, useSyncExternalStore } from "react";
import { SLASH_OFF, slashIsOff } from "../shell/use-slash.ts";

const never = () => () => undefined;

/** Single-key shortcuts can be in the way of people who speak to their computer, so this one can be switched off. */
export function SlashSwitch() {
  const stored = useSyncExternalStore(never, slashIsOff, () => false);
  const [chosen, setChosen] = useState<boolean>();
  const off = chosen ?? stored;
  const change = (next: boolean) => {
    setChosen(next);
    try {
      if (next) localStorage.setItem(SLASH_OFF, "1");
      else localStorage.removeItem(SLASH_OFF);
    } catch {
      // Storage is forbidden: the choice holds for this page only.
    }
  };
  return (
    <label className="check search-slash small quiet">
      <input type="checkbox" checked={!off} onChange={(event) => change(!event.target.checked)} />
      <span>
        Press <kbd>/</kbd> on any page to search
      </span>
    </label>
  );
}
