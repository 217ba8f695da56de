import type { Metadata } from "next";
import { MissingView } from "@/features/missing/missing-view";
import { getRequestId } from "@/trpc/server";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFound() {
  return <MissingView requestId={await getRequestId()} />;
}
