import type { Art } from "@scarlet/ui/art/address";
import { Photo } from "@scarlet/ui/photo";
import type { ReactNode } from "react";
import { EntryForm } from "./entry-form.tsx";

type Props = {
  readonly kind: "in" | "up";
  readonly title: string;
  readonly next: string;
  readonly art: Art;
  /** The other way in. */
  readonly children: ReactNode;
};

/** A form and a picture. */
export function Entry({ kind, title, next, art, children }: Props) {
  return (
    <div className="entry">
      <div className="entry-form">
        <h1 className="title">{title}</h1>
        <EntryForm kind={kind} next={next} />
        <p className="quiet">{children}</p>
      </div>
      <Photo art={art} scarlet eager />
    </div>
  );
}
