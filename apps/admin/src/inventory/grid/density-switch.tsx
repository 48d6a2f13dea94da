"use client";

import { useEffect, useState } from "react";
import { DENSITIES, type Density } from "../../preferences/preferences.ts";
import { savePreference } from "../../preferences/save-preference.ts";

const LOOK = {
  compact: { lines: "M4 6h16M4 10h16M4 14h16M4 18h16", words: "Compact, 32 px" },
  normal: { lines: "M4 7h16M4 12h16M4 17h16", words: "Normal, 40 px" },
  roomy: { lines: "M4 8h16M4 16h16", words: "Roomy, 52 px" },
} as const;

/** How high rows are: kept on this machine. */
export function DensitySwitch() {
  const [density, setDensity] = useState<Density>();
  useEffect(() => {
    const kept = DENSITIES.find((one) => one === document.documentElement.dataset.density);
    setDensity(kept ?? "normal");
  }, []);
  const choose = (next: Density) => {
    setDensity(next);
    document.documentElement.dataset.density = next;
    savePreference("density", next);
  };
  return (
    <fieldset className="switcher">
      <legend className="hidden-text">Row height</legend>
      {DENSITIES.map((one) => (
        <button
          key={one}
          type="button"
          className="switcher-icon"
          title={LOOK[one].words}
          aria-label={LOOK[one].words}
          aria-pressed={density === one}
          onClick={() => choose(one)}
        >
          <svg className="icon icon-s" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={LOOK[one].lines} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
