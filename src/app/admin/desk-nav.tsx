"use client";
import { ChartColumn, Package, Tag, Users } from "lucide-react";
import { SubNav } from "@/components/sub-nav";

const PLACES = [
  { href: "/admin", label: "Overview", icon: ChartColumn },
  { href: "/admin/orders", label: "Orders", icon: Package },
  { href: "/admin/products", label: "Products", icon: Tag },
  { href: "/admin/users", label: "Users", icon: Users },
];

export function DeskNav() {
  return <SubNav label="Desk" places={PLACES} />;
}
