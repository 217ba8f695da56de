import type { ReactNode } from "react";
import { SectionNav } from "@/shell/section-nav";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SectionNav section="account" />
      {children}
    </>
  );
}
