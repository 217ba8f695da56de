"use client";
import { SubNav } from "@/components/sub-nav";
import { accountSection } from "./account-section";

export const AccountNav = () => <SubNav {...accountSection} />;
