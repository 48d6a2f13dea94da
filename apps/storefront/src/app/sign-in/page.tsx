import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readMe } from "../../account/me.ts";
import { AuthPage } from "../../auth/auth-page.tsx";
import { safeNext } from "../../auth/next-path.ts";
import { authCopy } from "../../copy/auth.ts";
import { placesCopy } from "../../copy/places.ts";
import { ShopLink } from "../../shell/shop-link.tsx";

export const metadata: Metadata = { title: placesCopy.signIn, alternates: { canonical: "/sign-in" } };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInRoute({ searchParams }: { searchParams: Search }) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if ((await readMe()) !== null) redirect(target);
  return (
    <AuthPage
      kind="in"
      title={placesCopy.signIn}
      next={target}
      art={{ kind: "cone", variant: "linen", seed: 110 }}
    >
      {authCopy.newHere.before}
      <ShopLink className="link" href={`/sign-up?next=${encodeURIComponent(target)}`}>
        {placesCopy.makeAccount}
      </ShopLink>
      {authCopy.newHere.after}
      <br />
      <ShopLink className="link" href="/forgot-password">
        {authCopy.forgot.link}
      </ShopLink>
    </AuthPage>
  );
}
