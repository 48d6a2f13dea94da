import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pageNames } from "../../copy/pages.ts";
import { signInCopy } from "../../copy/sign-in.ts";
import { env } from "../../env.ts";
import { safeNext } from "../../session/next-path.ts";
import { getPerson } from "../../session/session.ts";
import { WordmarkLink } from "../../shell/wordmark-link.tsx";
import { SampleMovements } from "./sample-movements.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: pageNames.signIn };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { forStaff } = signInCopy;
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : undefined);
  if (await getPerson()) redirect(target);
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-form">
        <div>
          <WordmarkLink large />
          <div>
            <h1 className="page-title">{signInCopy.head}</h1>
            <p className="quiet sign-in-lead">
              {forStaff.before}
              <a className="link" href={new URL("/sign-in", env().STOREFRONT_URL).href}>
                {forStaff.link}
              </a>
              {forStaff.after}
            </p>
          </div>
          <SignInForm next={target} />
        </div>
      </div>
      <div className="sign-in-side">
        <div>
          <p className="display-medium">{signInCopy.motto}</p>
          <SampleMovements />
        </div>
      </div>
    </main>
  );
}
