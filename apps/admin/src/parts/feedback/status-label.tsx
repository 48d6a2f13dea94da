import type { ReactNode } from "react";

const SHAPES = {
  disc: <circle className="f" cx="6" cy="6" r="5" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.6" />
      <path className="f" d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4.6" />,
  dashes: <circle cx="6" cy="6" r="4.6" strokeDasharray="2 2.2" />,
  cross: <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />,
  tick: <path d="m1.5 6.5 3 3 6-7" />,
  back: <path d="M4.5 2 2 4.5 4.5 7M2 4.5h4.5a3 3 0 0 1 0 6H4.5" />,
  bolt: <path className="f" d="M6.8.8 2 7h3.2L4.6 11.2 10 5H6.5z" />,
} as const;

export type Shape = keyof typeof SHAPES;
export type Tone = "ok" | "warn" | "danger" | "mute";

/** A state in words, with its shape; colour only repeats what both already say. */
export function StatusLabel({
  shape,
  tone,
  children,
}: {
  shape: Shape;
  tone?: Tone | undefined;
  children: ReactNode;
}) {
  return (
    <span className={tone === undefined ? "state" : `state state-${tone}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {SHAPES[shape]}
      </svg>
      {children}
    </span>
  );
}
