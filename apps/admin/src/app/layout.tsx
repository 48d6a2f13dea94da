import { HtmlDocument } from "@scarlet/ui/layout/html-document";
import { ServerClockProvider } from "@scarlet/web/browser/server-clock";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import "@scarlet/ui/styles/tokens.css";
import "@scarlet/ui/styles/fonts.css";
import "@scarlet/ui/styles/font-fallbacks.css";
import "../styles/index.css";
import { language } from "../copy/language.ts";
import { shellCopy } from "../copy/shell.ts";
import { ClockProvider } from "../format/timestamp.tsx";
import { AdminToasts } from "../parts/feedback/toasts.tsx";
import { getPreferences } from "../session/session.ts";
import { ApiProvider } from "../trpc/client.tsx";

export const metadata: Metadata = {
  title: { template: shellCopy.titleTemplate, default: shellCopy.name },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, density, timeZone } = await getPreferences();
  const onMac = /Mac|iPhone|iPad/.test((await headers()).get("user-agent") ?? "");
  return (
    <HtmlDocument
      lang={language.html}
      theme={theme}
      data-density={density}
      data-platform={onMac ? "mac" : undefined}
      skipLabel={shellCopy.skip}
    >
      <ApiProvider>
        <ServerClockProvider nowMs={Date.now()}>
          <ClockProvider timeZone={timeZone}>
            <AdminToasts>{children}</AdminToasts>
          </ClockProvider>
        </ServerClockProvider>
      </ApiProvider>
    </HtmlDocument>
  );
}
