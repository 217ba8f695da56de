import Link from "next/link";
import { Button } from "@/components/button";
import { AccountMenu } from "./account-menu";
import { CartLink } from "./cart/cart-link";
import { NavLink } from "./nav-link";
import { ThemeMenu } from "./theme-menu";
import { Wordmark } from "./wordmark";

type Viewer = { name: string; email: string } | null;

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
        <CartLink />
        <ThemeMenu />
        {viewer ? (
          <AccountMenu name={viewer.name} email={viewer.email} />
        ) : (
          <Button asChild size="small" className="hidden sm:inline-flex">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        )}
      </div>
      {!viewer && (
        <div className="border-line border-t px-4 py-2 text-center text-sm sm:hidden">
          <Link href="/sign-in" className="px-2 py-1 font-medium text-accent">
            Sign in
          </Link>
          <span className="text-muted">or</span>
          <Link href="/sign-up" className="px-2 py-1 font-medium text-accent">
            create an account
          </Link>
        </div>
      )}
    </header>
  );
}
