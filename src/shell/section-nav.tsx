"use client";
import { SubNav } from "@/components/sub-nav";
import { sections } from "./navigation";

/** The navigation of a section, above its pages. */
export function SectionNav({ section }: { section: keyof typeof sections }) {
  return <SubNav {...sections[section]} />;
}
