/** The shop's own line drawings on a 24 px grid, stroke 1.5: twenty of them, so that no page loads a library for them. */
const ICONS = {
  search: ["M4.5 11a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0", "m20 20-4.4-4.4"],
  user: ["M8.2 8a3.8 3.8 0 1 0 7.6 0 3.8 3.8 0 1 0-7.6 0", "M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"],
  cart: ["M5 8h14l1 12H4z", "M8.5 8V7a3.5 3.5 0 0 1 7 0v1"],
  menu: ["M4 8h16M4 16h16"],
  close: ["m6 6 12 12M18 6 6 18"],
  moon: ["M19 14.5A7.5 7.5 0 0 1 9.5 5 7.5 7.5 0 1 0 19 14.5z"],
  down: ["m7 10 5 5 5-5"],
  next: ["M5 12h14m-5-5 5 5-5 5"],
  back: ["M19 12H5m5-5-5 5 5 5"],
  plus: ["M12 6v12M6 12h12"],
  minus: ["M6 12h12"],
  check: ["m5 12.5 4.5 4.5L19 7.5"],
  clock: ["M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0", "M12 7.5V12l3 2"],
  alert: ["M12 4 2.8 20h18.4z", "M12 10v4.5M12 17.3v.1"],
  info: ["M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0", "M12 11v5M12 8v.1"],
  offline: [
    "M3 9.5a13 13 0 0 1 4-2.6M21 9.5A13 13 0 0 0 11 6M6.5 13.2a8 8 0 0 1 3.5-2M17.5 13.2a8 8 0 0 0-1.8-1.3M12 18.5v.1M4 4l16 16",
  ],
  card: ["M3 6h18v12H3zM3 10h18M6.5 14.5h4"],
  filter: ["M4 7h16M7 12h10M10 17h4"],
  lock: ["M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof ICONS;

/** A decorative icon: 20 px, or 16 px in notices, hints and buttons. The words beside it carry the meaning. */
export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  return (
    <svg className={small ? "icon icon-small" : "icon"} viewBox="0 0 24 24" aria-hidden="true">
      {ICONS[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
