import { Badge } from "@/components/badge";
import { Link } from "@/components/link";
import type { RouterOutputs } from "@/trpc/client";
import { Panel } from "../panel";

export function LowStock({ products }: { products: RouterOutputs["admin"]["overview"]["lowStock"] }) {
  const all = (
    <Link href="/admin/products?sort=stock" className="text-muted text-sm underline underline-offset-4 hover:text-ink">
      View all
    </Link>
  );
  return (
    <Panel title="Low stock" aside={all}>
      {products.length ? (
        <ul className="grid gap-3 text-sm">
          {products.map(({ id, name, stock }) => (
            <li key={id} className="flex min-w-0 items-center justify-between gap-3">
              <Link
                href={`/admin/products?search=${encodeURIComponent(name)}`}
                className="min-w-0 truncate hover:underline"
              >
                <bdi>{name}</bdi>
              </Link>
              {stock ? <Badge tone="warn">{stock} left</Badge> : <Badge tone="danger">Sold out</Badge>}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted text-sm">Nothing is low.</p>
      )}
    </Panel>
  );
}
