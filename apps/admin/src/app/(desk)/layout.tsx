import type { ReactNode } from "react";
import { env } from "../../env.ts";
import { RowBookProvider } from "../../inventory/row-book-context.tsx";
import { PersonProvider } from "../../session/person-context.tsx";
import { isColleague, requirePerson } from "../../session/session.ts";
import { AppShell } from "../../shell/app-shell.tsx";
import { NotForShoppers } from "../../shell/not-for-shoppers.tsx";

/** Everything behind the sign-in. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  if (!isColleague(person)) return <NotForShoppers person={person} storefrontUrl={env().STOREFRONT_URL} />;
  return (
    <PersonProvider person={person}>
      <RowBookProvider>
        <AppShell person={person} storefrontUrl={env().STOREFRONT_URL}>
          {children}
        </AppShell>
      </RowBookProvider>
    </PersonProvider>
  );
}
