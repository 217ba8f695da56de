"use client";
import { SubNav } from "@/components/sub-nav";
import { sections } from "./navigation";

export function SectionNav({ section }: { section: keyof typeof sections }) {
  return <SubNav {...sections[section]} />;
}
