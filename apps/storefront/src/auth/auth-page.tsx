import type { Art } from "@scarlet/ui/art/art-path";
import { Photo } from "@scarlet/ui/product/photo";
import type { ReactNode } from "react";
import { AuthForm } from "./auth-form.tsx";

type Props = {
  readonly kind: "in" | "up";
  readonly title: string;
  readonly next: string;
  readonly art: Art;
  /** The other way in. */
  readonly children: ReactNode;
};

/** A form and a picture. */
export function AuthPage({ kind, title, next, art, children }: Props) {
  return (
    <div className="auth">
      <div className="auth-form">
        <h1 className="title">{title}</h1>
        <AuthForm kind={kind} next={next} />
        <p className="quiet">{children}</p>
      </div>
      <Photo art={art} scarlet eager />
    </div>
  );
}
