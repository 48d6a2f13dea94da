import type { IconDrawing } from "./icon.tsx";

/** A drawing of lines. Calls are marked as pure, so that an app loads only the drawings that it uses. */
function drawing(...paths: readonly string[]): IconDrawing {
  return function Drawing({ className }) {
    return (
      <svg className={className} viewBox="0 0 24 24" aria-hidden="true">
        {paths.map((path) => (
          <path key={path} d={path} />
        ))}
      </svg>
    );
  };
}

export const SearchIcon = /* @__PURE__ */ drawing(
  "M4.5 11a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0",
  "m20 20-4.4-4.4",
);
export const UserIcon = /* @__PURE__ */ drawing(
  "M8.2 8a3.8 3.8 0 1 0 7.6 0 3.8 3.8 0 1 0-7.6 0",
  "M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
);
export const CartIcon = /* @__PURE__ */ drawing("M5 8h14l1 12H4z", "M8.5 8V7a3.5 3.5 0 0 1 7 0v1");
export const MenuIcon = /* @__PURE__ */ drawing("M4 8h16M4 16h16");
export const CloseIcon = /* @__PURE__ */ drawing("m6 6 12 12M18 6 6 18");
export const MoonIcon = /* @__PURE__ */ drawing("M19 14.5A7.5 7.5 0 0 1 9.5 5 7.5 7.5 0 1 0 19 14.5z");
export const ArrowRightIcon = /* @__PURE__ */ drawing("M5 12h14m-5-5 5 5-5 5");
export const ArrowLeftIcon = /* @__PURE__ */ drawing("M19 12H5m5-5-5 5 5 5");
export const PlusIcon = /* @__PURE__ */ drawing("M12 6v12M6 12h12");
export const MinusIcon = /* @__PURE__ */ drawing("M6 12h12");
export const CheckIcon = /* @__PURE__ */ drawing("m5 12.5 4.5 4.5L19 7.5");
export const ClockIcon = /* @__PURE__ */ drawing("M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0", "M12 7.5V12l3 2");
export const AlertIcon = /* @__PURE__ */ drawing("M12 4 2.8 20h18.4z", "M12 10v4.5M12 17.3v.1");
export const InfoIcon = /* @__PURE__ */ drawing("M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0", "M12 11v5M12 8v.1");
export const BellIcon = /* @__PURE__ */ drawing("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4");
export const OfflineIcon = /* @__PURE__ */ drawing(
  "M3 9.5a13 13 0 0 1 4-2.6M21 9.5A13 13 0 0 0 11 6M6.5 13.2a8 8 0 0 1 3.5-2M17.5 13.2a8 8 0 0 0-1.8-1.3M12 18.5v.1M4 4l16 16",
);
export const CardIcon = /* @__PURE__ */ drawing("M3 6h18v12H3zM3 10h18M6.5 14.5h4");
export const FilterIcon = /* @__PURE__ */ drawing("M4 7h16M7 12h10M10 17h4");
export const LockIcon = /* @__PURE__ */ drawing("M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3");
