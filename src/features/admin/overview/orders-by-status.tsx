import { Link } from "@/components/link";
import type { OrderStatus } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import type { RouterOutputs } from "@/trpc/client";
import { BarList } from "../bar-list";
import { Panel } from "../panel";

const COLOR: Record<OrderStatus, string> = {
  PLACED: "var(--accent)",
  PACKED: "var(--warn)",
  SHIPPED: "var(--sky)",
  DELIVERED: "var(--good)",
  CANCELLED: "var(--muted)",
};

export function OrdersByStatus({ statuses }: { statuses: RouterOutputs["admin"]["overview"]["statuses"] }) {
  return (
    <Panel title="All orders by status">
      <BarList
        rows={statuses.map(({ status, orders }) => ({
          id: status,
          label: (
            <Link href={`/admin/orders?status=${status}`} className="hover:underline">
              {ORDER_STATUS[status].label}
            </Link>
          ),
          value: orders,
          shown: String(orders),
          color: COLOR[status],
        }))}
      />
    </Panel>
  );
}
