import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readMe } from "../../account/me.ts";
import { AuthPage } from "../../auth/auth-page.tsx";
import { safeNext } from "../../auth/next-path.ts";
import { ShopLink } from "../../shell/shop-link.tsx";

export const metadata: Metadata = { title: "Sign in", alternates: { canonical: "/sign-in" } };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInRoute({ searchParams }: { searchParams: Search }) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if ((await readMe()) !== null) redirect(target);
  return (
    <AuthPage kind="in" title="Sign in" next={target} art={{ kind: "cone", variant: "linen", seed: 110 }}>
      New here?{" "}
      <ShopLink className="link" href={`/sign-up?next=${encodeURIComponent(target)}`}>
        Make an account
      </ShopLink>
      . You can also buy without one.
    </AuthPage>
  );
}
