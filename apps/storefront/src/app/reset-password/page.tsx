import type { Metadata } from "next";
import { AuthFrame } from "../../auth/auth-page.tsx";
import { ResetForm } from "../../auth/reset-form.tsx";
import { placesCopy } from "../../copy/places.ts";

export const metadata: Metadata = {
  title: placesCopy.resetPassword,
  robots: { index: false },
  // The word in the address is as good as the password for an hour.
  referrer: "no-referrer",
};

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Where the link in a mail leads that sets a new password. */
export default async function ResetPasswordRoute({ searchParams }: { searchParams: Search }) {
  const { token } = await searchParams;
  const isWhole = typeof token === "string" && /^[\w-]{1,100}$/.test(token);
  return (
    <AuthFrame title={placesCopy.resetPassword} art={{ kind: "ladder", variant: "oak", seed: 121 }}>
      <ResetForm token={isWhole ? token : undefined} />
    </AuthFrame>
  );
}
