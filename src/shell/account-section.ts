import { FileDown, Fingerprint, History, KeyRound, ShieldCheck, UserRound } from "lucide-react";
import type { NavSection } from "./nav-item";

/** The pages of an account. Apart from navigation.ts, whose icons these pages don't need at first. */
export const accountSection: NavSection = {
  label: "Account",
  items: [
    { href: "/account", label: "Profile", icon: UserRound },
    { href: "/account/security", label: "Security", icon: ShieldCheck, keywords: ["password", "sessions"] },
    {
      href: "/account/sign-in-methods",
      label: "Sign-in methods",
      icon: Fingerprint,
      keywords: ["GitHub", "Google", "login"],
    },
    { href: "/account/activity", label: "Activity", icon: History, keywords: ["security", "sign-ins", "log"] },
    { href: "/account/tokens", label: "Access tokens", icon: KeyRound },
    { href: "/account/data", label: "Your data", icon: FileDown },
  ],
};
