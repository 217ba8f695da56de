import { formatMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";
import { Bars } from "./bars";
import { Panel } from "./panel";

export function TopProducts({ products }: { products: RouterOutputs["admin"]["overview"]["topProducts"] }) {
  return (
    <Panel title="Sold most">
      {products.length ? (
        <Bars
          rows={products.map(({ id, name, pieces, revenueCents }) => ({
            id,
            label: name,
            value: pieces,
            shown: `${pieces} · ${formatMoney(revenueCents)}`,
          }))}
        />
      ) : (
        <p className="text-muted text-sm">Nothing was sold in the last thirty days.</p>
      )}
    </Panel>
  );
}
