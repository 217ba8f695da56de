import {
  BookOpenText,
  ChartColumn,
  FileDown,
  Fingerprint,
  GraduationCap,
  History,
  House,
  KeyRound,
  type LucideIcon,
  Mail,
  Package,
  ShieldAlert,
  ShieldCheck,
  ShoppingBag,
  Store,
  Tag,
  UserPlus,
  UserRound,
  Users,
} from "lucide-react";
import type { Role } from "@/domain/account";

/** Navigation items for the header, the account menu, the palette and the section navigation. */

export type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Other words for the page, for the palette. */
  keywords?: string[];
};
export type NavSection = { label: string; items: readonly NavItem[] };

const home: NavItem = { href: "/", label: "Home", icon: House };
const products: NavItem = { href: "/products", label: "Products", icon: Tag };
const cart: NavItem = { href: "/cart", label: "Cart", icon: ShoppingBag };
const orders: NavItem = { href: "/orders", label: "My orders", icon: Package };
const learn: NavItem = { href: "/learn", label: "Learn", icon: GraduationCap };
const docs: NavItem = { href: "/docs", label: "API docs", icon: BookOpenText };

const mailbox: NavItem = { href: "/mailbox", label: "Mailbox", icon: Mail, keywords: ["email"] };
// biome-ignore lint/style/noProcessEnv: Next replaces this with a literal at build time; there is nothing to validate.
const developmentItems = process.env.NODE_ENV === "production" ? [] : [mailbox];

/** The links in the header. It has room for five on a wide screen, for two on a phone. */
export const headerItems: readonly NavItem[] = [products, orders, learn];

/** The links in the footer. */
export const footerItems: readonly NavItem[] = [learn, docs];

/** Sections with their own navigation. */
export const sections = {
  account: {
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
  },
  admin: {
    label: "Admin",
    items: [
      { href: "/admin", label: "Overview", icon: ChartColumn },
      { href: "/admin/orders", label: "Orders", icon: Package },
      { href: "/admin/products", label: "Products", icon: Tag },
      { href: "/admin/questions", label: "Questions", icon: ShieldCheck, keywords: ["reports"] },
      { href: "/admin/security", label: "Security", icon: ShieldAlert, keywords: ["events", "audit", "alerts", "log"] },
      { href: "/admin/users", label: "Users", icon: Users },
    ],
  },
} satisfies Record<string, NavSection>;

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
  const admin = sections.admin.items.map((item) => ({ ...item, label: `${sections.admin.label}: ${item.label}` }));
  return [...everyone, orders, ...sections.account.items, ...(role === "ADMIN" ? admin : [])];
}
