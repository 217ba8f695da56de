import { formatMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";
import { BarList } from "../bar-list";
import { Panel } from "../panel";

type Props = { products: RouterOutputs["admin"]["overview"]["topProducts"]; days: number };

export function TopProducts({ products, days }: Props) {
  return (
    <Panel title="Top products">
      {products.length ? (
        <BarList
          rows={products.map(({ id, name, itemCount, revenueCents }) => ({
            id,
            label: <bdi>{name}</bdi>,
            value: itemCount,
            shown: `${itemCount} · ${formatMoney(revenueCents)}`,
          }))}
        />
      ) : (
        <p className="text-muted text-sm">{`No sales in the last ${days} days`}</p>
      )}
    </Panel>
  );
}
