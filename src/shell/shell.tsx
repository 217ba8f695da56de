"use client";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { ProofPrompt } from "@/features/proof";
import { ApiProvider } from "@/trpc/client";
import { Footer } from "./footer";
import { Header } from "./header";
import { LiveChanges } from "./live-changes";
import { NewVersionBanner } from "./new-version-banner";
import { OfflineBanner } from "./offline-banner";
import { SessionGuard } from "./session-guard";
import { Toasts } from "./toasts";
import type { Viewer } from "./viewer";

type Props = {
  viewer: Viewer | null;
  nonce: string | undefined;
  /** For visitors without JavaScript. */
  noScript: string;
  /** Buttons that features add to the header. */
  actions: ReactNode;
  children: ReactNode;
};

/** What surrounds every page. One client component: the markup of server components is in a page twice. */
export function Shell({ viewer, nonce, noScript, actions, children }: Props) {
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange nonce={nonce}>
      <ApiProvider>
        <a
          href="#content"
          className="fixed top-2 left-2 z-50 -translate-y-20 rounded-full bg-ink px-4 py-2 text-paper text-sm focus:translate-y-0"
        >
          Skip to content
        </a>
        <Header viewer={viewer} actions={actions} />
        <div className="sticky top-16 z-30">
          <OfflineBanner />
          <NewVersionBanner />
        </div>
        <noscript>
          <p className="border-line border-b bg-warn-soft px-4 py-2.5 text-center text-sm text-warn">{noScript}</p>
        </noscript>
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <Footer />
        <Toasts />
        <SessionGuard email={viewer?.email} />
        {viewer && <ProofPrompt email={viewer.email} />}
        {viewer && <LiveChanges id={viewer.id} changeSeq={viewer.changeSeq} />}
      </ApiProvider>
    </ThemeProvider>
  );
}
