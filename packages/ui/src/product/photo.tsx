import type { ReactNode } from "react";
import { type Art, artPath, type View } from "../art/art-path.ts";

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
