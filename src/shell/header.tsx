import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { product } from "@/product";
import { AccountMenu } from "./account-menu";
import { GuestMenu } from "./guest-menu";
import { headerLinks } from "./main-links";
import { NavLink } from "./nav-link";
import { ThemeMenu } from "./theme-menu";
import type { Viewer } from "./viewer";
import { Wordmark } from "./wordmark";

/** @param actions buttons that features add next to the theme and account menus */
export function Header({ viewer, actions }: { viewer: Viewer | null; actions: ReactNode }) {
  return (
    <header className="print:hidden sticky top-0 z-40 border-line border-b bg-paper/90 backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 max-[23rem]:gap-0 max-[23rem]:px-3 sm:gap-2 sm:px-6">
        <Link href="/" className="mr-auto rounded-lg sm:mr-6" aria-label={`${product.name}, home`}>
          <Wordmark />
        </Link>
        <nav
          aria-label="Main"
          className="flex items-center gap-0.5 max-sm:*:nth-[n+3]:hidden max-lg:*:nth-[n+4]:hidden max-xl:*:nth-[n+5]:hidden *:nth-[n+6]:hidden sm:mr-auto sm:gap-1"
        >
          {headerLinks.map(({ href, label }) => (
            <NavLink key={href} href={href}>
              {label}
            </NavLink>
          ))}
        </nav>
        {actions}
        <ThemeMenu />
        {viewer ? (
          <AccountMenu initial={viewer.initial} name={viewer.name} email={viewer.email} role={viewer.role} />
        ) : (
          <GuestLinks />
        )}
      </div>
    </header>
  );
}

/** On a phone, these links are in a menu. */
function GuestLinks() {
  return (
    <>
      <Button asChild variant="ghost" size="small" className="max-sm:hidden">
        <Link href="/sign-in">Sign in</Link>
      </Button>
      <Button asChild size="small" className="max-sm:hidden">
        <Link href="/sign-up">Create account</Link>
      </Button>
      <GuestMenu />
    </>
  );
}
