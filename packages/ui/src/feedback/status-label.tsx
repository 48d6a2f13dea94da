import type { ReactNode } from "react";

const SHAPES = {
  disc: <circle className="filled" cx="6" cy="6" r="5" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.6" />
      <path className="filled" d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4.6" />,
  dashes: <circle cx="6" cy="6" r="4.6" strokeDasharray="2 2.2" />,
  cross: <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" />,
  tick: <path d="m1.5 6.5 3 3 6-7" />,
  back: <path d="M4.5 2 2 4.5 4.5 7M2 4.5h4.5a3 3 0 0 1 0 6H4.5" />,
  bolt: <path className="filled" d="M6.8.8 2 7h3.2L4.6 11.2 10 5H6.5z" />,
} as const;

export type StatusShape = keyof typeof SHAPES;
export type StatusTone = "plain" | "ok" | "warn" | "danger" | "mute";

type Props = {
  readonly tone?: StatusTone | undefined;
  /** Where many stand below each other: tells states apart without colour and before reading. */
  readonly shape?: StatusShape;
  readonly children: ReactNode;
};

/** A state in a word or two; colour only repeats what they say. */
export function StatusLabel({ tone = "plain", shape, children }: Props) {
  return (
    <span className={tone === "plain" ? "status figure" : `status status-${tone} figure`}>
      {shape !== undefined && (
        <svg viewBox="0 0 12 12" aria-hidden="true">
          {SHAPES[shape]}
        </svg>
      )}
      {children}
    </span>
  );
}
