import {
  BookOpenText,
  ChartColumn,
  House,
  KeyRound,
  type LucideIcon,
  Package,
  ShieldCheck,
  ShoppingBag,
  Store,
  Tag,
  UserPlus,
  UserRound,
  Users,
} from "lucide-react";
import type { Role } from "@/domain/account";

type Place = { href: string; label: string; icon: LucideIcon };

const EVERYBODY: Place[] = [
  { href: "/", label: "Home", icon: House },
  { href: "/products", label: "Products", icon: Store },
  { href: "/cart", label: "Cart", icon: ShoppingBag },
  { href: "/docs", label: "API documentation", icon: BookOpenText },
];
const VISITORS: Place[] = [
  { href: "/sign-in", label: "Sign in", icon: UserRound },
  { href: "/sign-up", label: "Create account", icon: UserPlus },
];
const CUSTOMERS: Place[] = [
  { href: "/orders", label: "My orders", icon: Package },
  { href: "/account", label: "Profile", icon: UserRound },
  { href: "/account/security", label: "Password and sessions", icon: ShieldCheck },
  { href: "/account/tokens", label: "Access tokens", icon: KeyRound },
  { href: "/account/data", label: "Your data", icon: BookOpenText },
];
const ADMINS: Place[] = [
  { href: "/admin", label: "Desk: overview", icon: ChartColumn },
  { href: "/admin/orders", label: "Desk: all orders", icon: Package },
  { href: "/admin/products", label: "Desk: all products", icon: Tag },
  { href: "/admin/users", label: "Desk: all users", icon: Users },
];

/** Where somebody can go: a page that would refuse them is not offered. */
export function placesFor(role: Role | undefined): Place[] {
  if (!role) return [...EVERYBODY, ...VISITORS];
  return [...EVERYBODY, ...CUSTOMERS, ...(role === "ADMIN" ? ADMINS : [])];
}
