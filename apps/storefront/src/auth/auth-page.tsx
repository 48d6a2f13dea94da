import type { Art } from "@scarlet/ui/art/art-path";
import { Photo } from "@scarlet/ui/product/photo";
import type { ReactNode } from "react";
import { AuthForm } from "./auth-form.tsx";

type FrameProps = {
  readonly title: string;
  readonly art: Art;
  /** The form, and what stands below it. */
  readonly children: ReactNode;
};

/** A form and a picture. */
export function AuthFrame({ title, art, children }: FrameProps) {
  return (
    <div className="auth">
      <div className="auth-form">
        <h1 className="title">{title}</h1>
        {children}
      </div>
      <Photo art={art} scarlet eager />
    </div>
  );
}

type Props = Omit<FrameProps, "children"> & {
  readonly kind: "in" | "up";
  readonly next: string;
  /** The other ways in. */
  readonly children: ReactNode;
};

/** The page to sign in, or to make an account. */
export function AuthPage({ kind, title, next, art, children }: Props) {
  return (
    <AuthFrame title={title} art={art}>
      <AuthForm kind={kind} next={next} />
      <p className="quiet">{children}</p>
    </AuthFrame>
  );
}
