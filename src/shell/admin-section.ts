import { ChartColumn, Package, ShieldAlert, ShieldCheck, Tag, Users } from "lucide-react";
import type { NavSection } from "./nav-item";

/** The pages of administrators. */
export const adminSection: NavSection = {
  label: "Admin",
  items: [
    { href: "/admin", label: "Overview", icon: ChartColumn },
    { href: "/admin/orders", label: "Orders", icon: Package },
    { href: "/admin/products", label: "Products", icon: Tag },
    { href: "/admin/questions", label: "Questions", icon: ShieldCheck, keywords: ["reports"] },
    { href: "/admin/security", label: "Security", icon: ShieldAlert, keywords: ["events", "audit", "alerts", "log"] },
    { href: "/admin/users", label: "Users", icon: Users },
  ],
};
