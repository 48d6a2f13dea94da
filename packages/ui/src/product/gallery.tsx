"use client";

import { useRef, useState } from "react";
import type { Art, View } from "../art/art-path.ts";
import { Photo } from "./photo.tsx";

export type ShotName = "front" | "detail" | "scarlet";
type Shot = { readonly name: ShotName; readonly view: View; readonly scarlet: boolean };
const SHOTS: readonly Shot[] = [
  { name: "front", view: "front", scarlet: false },
  { name: "detail", view: "detail", scarlet: false },
  { name: "scarlet", view: "front", scarlet: true },
];

type Props = {
  readonly art: Art;
  /** On the pictures of what is sold out. */
  readonly soldOutTag: string | undefined;
  /** The accessible names of all pictures together, of a button to one of them, and of a picture. */
  readonly labels: {
    readonly pictures: string;
    readonly choose: (shot: ShotName, number: number, count: number) => string;
    readonly alt: (shot: ShotName) => string;
  };
};

/** Three pictures: from the front, closer, on scarlet paper. Wide screens choose by thumb; phones swipe. */
export function Gallery({ art, soldOutTag, labels }: Props) {
  const [current, setCurrent] = useState(0);
  const strip = useRef<HTMLElement>(null);
  const show = (index: number) => {
    const element = strip.current;
    if (element) element.scrollTo({ left: index * element.clientWidth });
    setCurrent(index);
  };
  const follow = () => {
    const element = strip.current;
    if (element && element.clientWidth > 0) setCurrent(Math.round(element.scrollLeft / element.clientWidth));
  };
  return (
    <div className="gallery">
      <div className="gallery-thumbs">
        {SHOTS.map(({ name, view, scarlet }, index) => (
          <button
            key={name}
            type="button"
            aria-label={labels.choose(name, index + 1, SHOTS.length)}
            aria-current={index === current ? true : undefined}
            onClick={() => show(index)}
          >
            <Photo art={art} view={view} scarlet={scarlet} />
          </button>
        ))}
      </div>
      <section
        className="gallery-main"
        ref={strip}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within a keyboard's reach.
        tabIndex={0}
        aria-label={labels.pictures}
        onScroll={follow}
      >
        {SHOTS.map(({ name, view, scarlet }, index) => (
          <Photo
            key={name}
            art={art}
            view={view}
            scarlet={scarlet}
            alt={labels.alt(name)}
            soldOutTag={soldOutTag}
            {...(index === 0 && { eager: true })}
          />
        ))}
      </section>
    </div>
  );
}
