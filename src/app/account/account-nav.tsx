"use client";
import { FileDown, KeyRound, ShieldCheck, UserRound } from "lucide-react";
import { SubNav } from "@/components/sub-nav";

const PLACES = [
  { href: "/account", label: "Profile", icon: UserRound },
  { href: "/account/security", label: "Security", icon: ShieldCheck },
  { href: "/account/tokens", label: "Access tokens", icon: KeyRound },
  { href: "/account/data", label: "Your data", icon: FileDown },
];

export function AccountNav() {
  return <SubNav label="Account" places={PLACES} />;
}
