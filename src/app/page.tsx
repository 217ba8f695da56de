import Link from "next/link";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { load } from "@/trpc/server";
import { ProductCard } from "./products/product-card";
import { RoundtripDiagram } from "./roundtrip-diagram";

const FEATURED = 4;

const PROMISES = [
  [
    "One identity",
    "A cookie names a row in the database, and the row decides on every request. Signing out ends it at once, everywhere.",
  ],
  [
    "Ownership, not hope",
    "An order is loaded by its id and its owner in one query. Somebody else's order is a 404, like one that never was.",
  ],
  [
    "Races are settled",
    "Fifty buyers of the last five get five orders. Twenty cancels cancel once. The database has the last word.",
  ],
  [
    "One error shape",
    "A code to branch on, a message to show, a request id to ask about. What nobody expected stays in the log.",
  ],
  ["Types all the way", "Rename a field on the server, and the page that shows it no longer compiles."],
  ["Proven", "Every promise here is a test on a real PostgreSQL or in a real browser, and one command runs them all."],
] as const;

export default async function Home() {
  const { items } = await load("/", (api) => api.product.list.fetch({ limit: FEATURED }));
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-6">
      <section className="grid items-center gap-12 py-16 sm:py-24 lg:grid-cols-[1.05fr_1fr]">
        <div>
          <h1 className="font-semibold text-5xl leading-[1.02] tracking-tighter sm:text-6xl">
            There and back again, safely.
          </h1>
          <p className="mt-6 max-w-xl text-lg text-muted leading-relaxed sm:text-xl">
            Roundtrip is a small order desk, and a full-stack TypeScript starter. Its frontend and its backend meet only
            over HTTP, and every part of that meeting is right, shown and tested.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Button asChild>
              <Link href="/products">Browse the shop</Link>
            </Button>
            <Button asChild look="outline">
              <Link href="/orders">My orders</Link>
            </Button>
          </div>
          <p className="mt-6 text-muted text-sm">
            On your own machine, sign in as <code className="font-mono text-ink">customer@example.com</code> with the
            password <code className="font-mono text-ink">roundtrip-demo</code>.
          </p>
        </div>
        <RoundtripDiagram />
      </section>

      <section aria-labelledby="promises" className="border-line border-t py-16 sm:py-20">
        <h2 id="promises" className="font-semibold text-2xl sm:text-3xl">
          What it gets right
        </h2>
        <ul className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {PROMISES.map(([title, text]) => (
            <li key={title}>
              <Card className="h-full p-6">
                <h3 className="font-semibold">{title}</h3>
                <p className="mt-2 text-muted leading-relaxed">{text}</p>
              </Card>
            </li>
          ))}
        </ul>
      </section>

      <section aria-labelledby="shop" className="border-line border-t py-16 sm:py-20">
        <div className="flex items-baseline justify-between gap-4">
          <h2 id="shop" className="font-semibold text-2xl sm:text-3xl">
            From the shop
          </h2>
          <Link href="/products" className="font-medium text-accent hover:underline">
            All products
          </Link>
        </div>
        <ul className="mt-8 grid gap-x-6 gap-y-10 min-[480px]:grid-cols-2 lg:grid-cols-4">
          {items.map((product) => (
            <li key={product.id}>
              <ProductCard product={product} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
