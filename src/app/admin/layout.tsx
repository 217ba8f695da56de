import type { ReactNode } from "react";
import { SecondFactorNotice } from "@/features/factor/second-factor-notice";
import { AdminNav } from "@/shell/admin-nav";
import { getViewer, requireAdminPage } from "@/trpc/server";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdminPage();
  const viewer = await getViewer();
  return (
    <>
      <AdminNav />
      {viewer?.lacksSecondFactor && <SecondFactorNotice />}
      {children}
    </>
  );
}
