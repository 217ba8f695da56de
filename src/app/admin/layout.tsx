import type { ReactNode } from "react";
import { SecondFactorNotice } from "@/features/factor/second-factor-notice";
import { SectionNav } from "@/shell/section-nav";
import { getViewer, requireAdminPage } from "@/trpc/server";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdminPage();
  const viewer = await getViewer();
  return (
    <>
      <SectionNav section="admin" />
      {viewer?.lacksSecondFactor && <SecondFactorNotice />}
      {children}
    </>
  );
}
