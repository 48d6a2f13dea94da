"use client";

import { useEffect, useState } from "react";
import { inventoryCopy } from "../../copy/inventory/list.ts";
import { DENSITIES, type Density } from "../../preferences/preferences.ts";
import { savePreference } from "../../preferences/save-preference.ts";

const DRAWINGS = {
  compact: "M4 6h16M4 10h16M4 14h16M4 18h16",
  normal: "M4 7h16M4 12h16M4 17h16",
  roomy: "M4 8h16M4 16h16",
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
      <legend className="hidden-text">{inventoryCopy.rowHeight}</legend>
      {DENSITIES.map((each) => (
        <button
          key={each}
          type="button"
          className="switcher-icon"
          title={inventoryCopy.density(each)}
          aria-label={inventoryCopy.density(each)}
          aria-pressed={density === each}
          onClick={() => choose(each)}
        >
          <svg className="icon icon-small" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={DRAWINGS[each]} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
