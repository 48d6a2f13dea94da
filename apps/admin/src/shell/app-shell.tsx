import type { ReactNode } from "react";
import type { Person } from "../session/session.ts";
import { OfflineBanner } from "./offline-banner.tsx";
import { Sidebar } from "./sidebar/sidebar.tsx";
import { PageStatusProvider } from "./status/page-status.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame of every page for staff: sidebar, top bar, and the page itself. */
export function AppShell(props: { person: Person; storefrontUrl: string; children: ReactNode }) {
  const { person, storefrontUrl, children } = props;
  return (
    <PageStatusProvider>
      <div className="app">
        <Sidebar person={person} storefrontUrl={storefrontUrl} />
        <div className="main">
          <TopBar person={person} storefrontUrl={storefrontUrl} />
          <OfflineBanner />
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </PageStatusProvider>
  );
}
