import type { Metadata } from "next";
import { OutlineView } from "@/features/learn/outline-view";

export const metadata: Metadata = { title: "Learn" };

export default function LearnPage() {
  return <OutlineView />;
}
