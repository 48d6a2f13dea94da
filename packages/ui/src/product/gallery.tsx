"use client";

import { useRef, useState } from "react";
import type { Art, View } from "../art/art-path.ts";
import { Photo } from "./photo.tsx";

type Shot = { readonly view: View; readonly scarlet: boolean; readonly seen: string };
const SHOTS: readonly Shot[] = [
  { view: "front", scarlet: false, seen: "seen from the front" },
  { view: "detail", scarlet: false, seen: "seen closer" },
  { view: "front", scarlet: true, seen: "on scarlet paper" },
];

/** Three pictures. Wide screens choose by thumb; phones swipe, and the thumbs follow. */
export function Gallery({
  art,
  name,
  soldOut,
}: {
  readonly art: Art;
  readonly name: string;
  readonly soldOut: boolean;
}) {
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
        {SHOTS.map(({ view, scarlet, seen }, index) => (
          <button
            key={seen}
            type="button"
            aria-label={`Picture ${index + 1} of ${SHOTS.length}, ${seen}`}
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
        aria-label={`Pictures of ${name}`}
        onScroll={follow}
        data-level={soldOut ? "out" : undefined}
      >
        {SHOTS.map(({ view, scarlet, seen }, index) => (
          <Photo
            key={seen}
            art={art}
            view={view}
            scarlet={scarlet}
            alt={`${name}, ${seen}`}
            {...(index === 0 && { eager: true })}
          />
        ))}
      </section>
    </div>
  );
}
