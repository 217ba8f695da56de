import type { ReactNode } from "react";
import { SectionNav } from "@/shell/section-nav";
import { requireAdminPage } from "@/trpc/server";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdminPage();
  return (
    <>
      <SectionNav section="admin" />
      {children}
    </>
  );
}
