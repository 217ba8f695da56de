"use client";
import { BookOpenText, LayoutDashboard, type LucideIcon, ShieldCheck, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { linkedRow, RowLink } from "@/components/row-link";
import { Texts } from "@/components/span-texts";
import type { Role } from "@/domain/account";
import { product } from "@/product";
import { DemoAccounts } from "./demo-accounts";

type Place = { href: string; icon: LucideIcon; title: string; text: string };

const PLACES: readonly Place[] = [
  { href: "/account", icon: UserRound, title: "Account", text: "Your name, your email address and your data." },
  { href: "/account/security", icon: ShieldCheck, title: "Security", text: "Sessions, passkeys and the second step." },
  { href: "/docs", icon: BookOpenText, title: "API docs", text: "Every operation, with a form that calls it." },
];
const DESK: Place = {
  href: "/admin",
  icon: LayoutDashboard,
  title: "Admin",
  text: "Users, and what matters for security.",
};

type Props = {
  viewer: { name: string; role: Role } | null;
  showDemo: boolean;
  /** Above the page. */
  notice: ReactNode;
};

/** The home page: begin here. */
export function HomeView({ viewer, showDemo, notice }: Props) {
  return (
    <div className="mx-auto grid max-w-6xl gap-16 px-4 py-12 sm:px-6 sm:py-20">
      {notice}
      {viewer ? <Welcome {...viewer} /> : <Introduction showDemo={showDemo} />}
    </div>
  );
}

function Introduction({ showDemo }: { showDemo: boolean }) {
  return (
    <section className="grid items-start gap-x-14 gap-y-12 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <h1 className="break-words font-display text-[2.875rem] leading-[1.02] sm:text-6xl lg:text-7xl">
          {product.name}
        </h1>
        <p className="mt-6 max-w-xl text-lg text-muted leading-relaxed">{product.description}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button asChild>
            <Link href="/sign-up">Create account</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        </div>
      </div>
      {showDemo && <DemoAccounts />}
    </section>
  );
}

function Welcome({ name, role }: { name: string; role: Role }) {
  const places = role === "ADMIN" ? [...PLACES, DESK] : PLACES;
  return (
    <section>
      <h1 className="break-words font-display text-4xl sm:text-6xl">
        <Texts>
          Hello, <bdi>{name}</bdi>
        </Texts>
      </h1>
      <ul className="mt-10 grid gap-4 sm:grid-cols-2">
        {places.map(({ href, icon: Icon, title, text }) => (
          <li key={href}>
            <Card {...linkedRow("flex h-full items-start gap-4 p-6")}>
              <span className="grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
                <Icon aria-hidden className="size-5" />
              </span>
              <div>
                <h2 className="font-medium text-lg">
                  <RowLink href={href}>{title}</RowLink>
                </h2>
                <p className="mt-1 text-muted">{text}</p>
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
