import type { ReactNode } from "react";
import { env } from "../../env.ts";
import { LiveStockProvider } from "../../inventory/live/live-stock-context.tsx";
import { StockRowStoreProvider } from "../../inventory/rows/stock-row-store-context.tsx";
import { PersonProvider } from "../../session/person-context.tsx";
import { isStaffMember, requirePerson } from "../../session/session.ts";
import { AppShell } from "../../shell/app-shell.tsx";
import { StaffOnly } from "../../shell/staff-only.tsx";

/** The layout of all pages that need a signed-in member of staff. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  if (!isStaffMember(person)) return <StaffOnly person={person} storefrontUrl={env().STOREFRONT_URL} />;
  return (
    <PersonProvider person={person}>
      <StockRowStoreProvider>
        <LiveStockProvider>
          <AppShell person={person} storefrontUrl={env().STOREFRONT_URL}>
            {children}
          </AppShell>
        </LiveStockProvider>
      </StockRowStoreProvider>
    </PersonProvider>
  );
}
