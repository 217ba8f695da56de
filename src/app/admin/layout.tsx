import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { getViewer } from "@/trpc/server";
import { DeskNav } from "./desk-nav";

/** The desk of the shop's own people: for everybody else there is nothing here. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  if ((await getViewer())?.role !== "ADMIN") notFound();
  return (
    <>
      <DeskNav />
      {children}
    </>
  );
}
