import type { ReactNode } from "react";
import "./photo.css";

/** Raise it when the generator draws differently: pictures are kept by browsers for ever. */
export const ART_VERSION = "1";

export type Art = { readonly kind: string; readonly variant: string; readonly seed: number };
export type View = "front" | "detail";

/** Where the app serves a picture. */
export function artPath({ kind, variant, seed }: Art, view: View = "front"): string {
  return `/art/${ART_VERSION}/${kind}/${variant}/${seed}/${view}.svg`;
}

type Props = {
  readonly art: Art;
  readonly view?: View;
  /** Empty for decoration. */
  readonly alt?: string;
  readonly scarlet?: boolean;
  /** For pictures in the first screenful. */
  readonly eager?: boolean;
  /** The detail view lies under it and shows on hover. */
  readonly second?: boolean;
  readonly children?: ReactNode;
};

/** A product on its studio paper: one transparent picture for day, night and scarlet. */
export function Photo({ art, view = "front", alt = "", scarlet, eager, second, children }: Props) {
  return (
    <div className={scarlet ? "photo photo-scarlet" : "photo"}>
      <img
        className="first"
        src={artPath(art, view)}
        alt={alt}
        width={800}
        height={1000}
        {...(eager ? { fetchPriority: "high" } : { loading: "lazy" })}
        decoding="async"
      />
      {second && (
        <img
          className="second"
          src={artPath(art, "detail")}
          alt=""
          width={800}
          height={1000}
          loading="lazy"
          decoding="async"
        />
      )}
      {children}
    </div>
  );
}
