"use client";
import { BackLink } from "@/components/back-link";
import { Picture } from "@/components/picture";
import { formatMoney } from "@/domain/money";
import { api, type RouterOutputs } from "@/trpc/client";
import { AddToCart } from "./add-to-cart";
import { AvailabilityBadge } from "./availability-badge";

export function ProductView({ id }: { id: string }) {
  const [product] = api.product.byId.useSuspenseQuery({ id });
  return (
    <div className="mx-auto max-w-6xl px-4 py-8 sm:px-6 sm:py-12">
      <BackLink href="/products">All products</BackLink>
      <div className="mt-6 grid gap-8 md:grid-cols-2 md:gap-14">
        <div className="self-start overflow-hidden rounded-3xl border border-line bg-sunken">
          <Picture src={product.image} eager className="aspect-4/3 w-full object-cover" />
        </div>
        <div className="flex flex-col items-start self-center">
          <AvailabilityBadge stock={product.stock} />
          <h1 dir="auto" className="mt-3 font-display text-4xl sm:text-5xl">
            {product.name}
          </h1>
          <p className="mt-3 text-2xl tabular-nums">{formatMoney(product.priceCents)}</p>
          <p dir="auto" className="mt-5 max-w-prose text-lg text-muted leading-relaxed">
            {product.description}
          </p>
          <AddToCart product={product} />
          {product.facts.length > 0 && <Facts facts={product.facts} />}
        </div>
      </div>
    </div>
  );
}

function Facts({ facts }: { facts: RouterOutputs["product"]["byId"]["facts"] }) {
  return (
    <dl className="mt-8 w-full max-w-prose divide-y divide-line border-line border-y text-sm">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex justify-between gap-6 py-2.5">
          <dt className="text-muted">{label}</dt>
          <dd className="text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
