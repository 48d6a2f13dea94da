import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readMe } from "../../account/me.ts";
import { AuthPage } from "../../auth/auth-page.tsx";
import { safeNext } from "../../auth/next-path.ts";
import { authCopy } from "../../copy/auth.ts";
import { placesCopy } from "../../copy/places.ts";
import { ShopLink } from "../../shell/shop-link.tsx";

export const metadata: Metadata = { title: placesCopy.makeAccount, alternates: { canonical: "/sign-up" } };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignUpRoute({ searchParams }: { searchParams: Search }) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if ((await readMe()) !== null) redirect(target);
  return (
    <AuthPage
      kind="up"
      title={placesCopy.makeAccount}
      next={target}
      art={{ kind: "ladder", variant: "oak", seed: 121 }}
    >
      {authCopy.haveOne.before}
      <ShopLink className="link" href={`/sign-in?next=${encodeURIComponent(target)}`}>
        {placesCopy.signIn}
      </ShopLink>
      {authCopy.haveOne.after}
    </AuthPage>
  );
}
