import type { Metadata } from "next";
import { AuthFrame } from "../../auth/auth-page.tsx";
import { ForgotForm } from "../../auth/forgot-form.tsx";
import { placesCopy } from "../../copy/places.ts";

export const metadata: Metadata = {
  title: placesCopy.forgotPassword,
  alternates: { canonical: "/forgot-password" },
};

/** Where a link is asked for that sets a new password. */
export default function ForgotPasswordRoute() {
  return (
    <AuthFrame title={placesCopy.forgotPassword} art={{ kind: "cone", variant: "linen", seed: 110 }}>
      <ForgotForm />
    </AuthFrame>
  );
}
