import type { ReactNode } from "react";
import { gateDesk } from "@/trpc/server";
import { DeskNav } from "./desk-nav";

/** The desk of the shop's own people: for everybody else there is nothing here. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  await gateDesk();
  return (
    <>
      <DeskNav />
      {children}
    </>
  );
}
