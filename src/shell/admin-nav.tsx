"use client";
import { SubNav } from "@/components/sub-nav";
import { adminSection } from "./admin-section";

export const AdminNav = () => <SubNav {...adminSection} />;
