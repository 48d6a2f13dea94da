"use client";

import { useEffect, useState } from "react";
import { DENSITIES, type Density } from "../../preferences/preferences.ts";
import { savePreference } from "../../preferences/save-preference.ts";

const OPTIONS = {
  compact: { lines: "M4 6h16M4 10h16M4 14h16M4 18h16", label: "Compact, 32 px" },
  normal: { lines: "M4 7h16M4 12h16M4 17h16", label: "Normal, 40 px" },
  roomy: { lines: "M4 8h16M4 16h16", label: "Roomy, 52 px" },
} as const;

/** Chooses the row height of the grid, which a cookie keeps for this browser. */
export function DensitySwitch() {
  const [density, setDensity] = useState<Density>();
  useEffect(() => {
    const current = DENSITIES.find((each) => each === document.documentElement.dataset.density);
    setDensity(current ?? "normal");
  }, []);
  const choose = (next: Density) => {
    setDensity(next);
    document.documentElement.dataset.density = next;
    savePreference("density", next);
  };
  return (
    <fieldset className="switcher">
      <legend className="hidden-text">Row height</legend>
      {DENSITIES.map((each) => (
        <button
          key={each}
          type="button"
          className="switcher-icon"
          title={OPTIONS[each].label}
          aria-label={OPTIONS[each].label}
          aria-pressed={density === each}
          onClick={() => choose(each)}
        >
          <svg className="icon icon-small" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={OPTIONS[each].lines} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
