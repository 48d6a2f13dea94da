import type { CSSProperties } from "react";

/** A CSS custom property as React wants it. */
export function colourStyle(colour: string | undefined): CSSProperties | undefined {
  return colour === undefined ? undefined : ({ "--c": colour } as CSSProperties);
}

/** The colours a thing comes in, in one label for those who do not see them. */
export function Swatches({
  colours,
  label,
}: {
  readonly colours: readonly string[];
  readonly label: string;
}) {
  return (
    <span className="swatches" role="img" aria-label={label}>
      {colours.map((colour) => (
        <i key={colour} className="swatch" style={colourStyle(colour)} />
      ))}
    </span>
  );
}
