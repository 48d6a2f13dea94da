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
  /** On the picture of what is sold out; screen readers hear of it beside the picture. */
  readonly soldOutTag?: string | undefined;
  readonly children?: ReactNode;
};

/** A product on its studio paper: one transparent picture for day, night and scarlet. */
export function Photo(photo: Props) {
  const { art, view = "front", alt = "", scarlet, eager, second, soldOutTag, children } = photo;
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
      {soldOutTag !== undefined && (
        <span className="sold-out-tag" aria-hidden="true">
          {soldOutTag}
        </span>
      )}
      {children}
    </div>
  );
}
