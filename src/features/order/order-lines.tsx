import { Card } from "@/components/card";
import { Picture } from "@/components/picture";
import { linkedRow, RowLink } from "@/components/row-link";
import { formatMoney } from "@/domain/money";
import type { RouterOutputs } from "@/trpc/client";

export function OrderLines({ order }: { order: RouterOutputs["order"]["byId"] }) {
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y divide-line">
        {order.lines.map((line) => (
          <li
            key={line.id}
            {...linkedRow(
              "break-inside-avoid flex items-center gap-4 p-4 transition-colors hover:bg-sunken/60 sm:px-6",
            )}
          >
            <Picture src={line.image} className="h-14 w-18 rounded-lg object-cover" />
            <div className="min-w-0 flex-1">
              <RowLink href={`/products/${line.productId}`} className="font-medium hover:underline">
                <bdi>{line.name}</bdi>
              </RowLink>
              <p className="text-muted text-sm tabular-nums">{`${line.quantity} × ${formatMoney(line.priceCents)}`}</p>
            </div>
            <p className="tabular-nums">{formatMoney(line.priceCents * line.quantity)}</p>
          </li>
        ))}
      </ul>
      <div className="flex items-baseline justify-between border-line border-t bg-sunken/50 px-4 py-4 sm:px-6">
        <span className="font-medium">Total</span>
        <span className="font-semibold text-xl tabular-nums">{formatMoney(order.totalCents)}</span>
      </div>
    </Card>
  );
}
