import {
  BookOpenText,
  GraduationCap,
  House,
  Mail,
  Package,
  ShoppingBag,
  Store,
  Tag,
  UserPlus,
  UserRound,
} from "lucide-react";
import type { Role } from "@/domain/account";
import { accountSection } from "./account-section";
import { adminSection } from "./admin-section";
import { mainLinks } from "./main-links";
import type { NavItem } from "./nav-item";

/** Navigation items for the menus and the palette. */

const home: NavItem = { href: "/", label: "Home", icon: House };
const products: NavItem = { ...mainLinks.products, icon: Tag };
const cart: NavItem = { href: "/cart", label: "Cart", icon: ShoppingBag };
const orders: NavItem = { ...mainLinks.orders, icon: Package };
const learn: NavItem = { ...mainLinks.learn, icon: GraduationCap };
const docs: NavItem = { ...mainLinks.docs, icon: BookOpenText };

const mailbox: NavItem = { href: "/mailbox", label: "Mailbox", icon: Mail, keywords: ["email"] };
// biome-ignore lint/style/noProcessEnv: Next replaces this with a literal at build time; there is nothing to validate.
const developmentItems = process.env.NODE_ENV === "production" ? [] : [mailbox];

/** The pages for visitors. */
export const guestItems: readonly NavItem[] = [
  { href: "/sign-in", label: "Sign in", icon: UserRound },
  { href: "/sign-up", label: "Create account", icon: UserPlus },
];

/** The links in the account menu of a signed-in user. */
export function accountMenuItems(role: Role): NavItem[] {
  const account = { href: "/account", label: "Account", icon: UserRound };
  const admin = { href: "/admin", label: "Admin", icon: Store };
  return [orders, account, ...(role === "ADMIN" ? [admin] : [])];
}

/** All pages that a user can open. @param role undefined for a guest */
export function navItemsFor(role: Role | undefined): NavItem[] {
  const everyone = [home, products, cart, learn, docs, ...developmentItems];
  if (!role) return [...everyone, ...guestItems];
  const admin = adminSection.items.map((item) => ({ ...item, label: `${adminSection.label}: ${item.label}` }));
  return [...everyone, orders, ...accountSection.items, ...(role === "ADMIN" ? admin : [])];
}
