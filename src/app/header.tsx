import { UserRound } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import type { Role } from "@/domain/account";
import { AccountMenu } from "./account-menu";
import { CartLink } from "./cart/cart-link";
import { NavLink } from "./nav-link";
import { PaletteButton } from "./palette/palette-button";
import { ThemeMenu } from "./theme-menu";
import { Wordmark } from "./wordmark";

type Viewer = { name: string; email: string; role: Role } | null;

export function Header({ viewer }: { viewer: Viewer }) {
  return (
    <header className="sticky top-0 z-40 border-line border-b bg-paper/90 backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 sm:gap-2 sm:px-6">
        <Link href="/" className="mr-auto rounded-lg sm:mr-6" aria-label="Roundtrip, home">
          <Wordmark />
        </Link>
        <nav aria-label="Main" className="flex items-center gap-0.5 sm:mr-auto sm:gap-1">
          <NavLink href="/products">Products</NavLink>
          <NavLink href="/orders">My orders</NavLink>
        </nav>
        <PaletteButton viewer={viewer} />
        <CartLink />
        <ThemeMenu />
        {viewer ? <AccountMenu name={viewer.name} email={viewer.email} role={viewer.role} /> : <Entrances />}
      </div>
    </header>
  );
}

/** The two ways in; on a phone the first, as a picture, since its page leads to the second. */
function Entrances() {
  return (
    <>
      <Button asChild look="quiet" size="small" className="max-sm:w-10 max-sm:px-0">
        <Link href="/sign-in">
          <UserRound aria-hidden className="sm:hidden" />
          <span className="max-sm:sr-only">Sign in</span>
        </Link>
      </Button>
      <Button asChild size="small" className="max-sm:hidden">
        <Link href="/sign-up">Create account</Link>
      </Button>
    </>
  );
}
