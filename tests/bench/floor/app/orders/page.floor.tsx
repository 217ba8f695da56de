/** The list of orders as a server component without state in the browser. It formats as the product does. */
import Link from "next/link";
import { formatCount } from "@/domain/count";
import { formatDay } from "@/domain/date";
import { formatMoney } from "@/domain/money";
import { orderReference } from "@/domain/order";
import type { OrderPage } from "@/domain/order.schema";
import { isolate } from "@/domain/text";
import { read } from "../../statements";

type Order = OrderPage["items"][number];

const MAX_PICTURES = 3;

function OrderRow({ order }: { order: Order }) {
  const items = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const names = order.lines.map((line) => isolate(line.name)).join(", ");
  return (
    <li className="order-row">
      <div className="pictures">
        {order.lines.slice(0, MAX_PICTURES).map((line) => (
          // biome-ignore lint/performance/noImgElement: as the product has it
          <img key={line.id} src={line.image} alt="" loading="lazy" />
        ))}
      </div>
      <div className="texts">
        <Link href={`/orders/${order.id}`}>{`Order ${orderReference(order.id)}`}</Link>
        <p>
          <time dateTime={order.createdAt.toISOString()}>{formatDay(order.createdAt, false)}</time>
          <span>{` · ${formatCount(items, "item")} · ${names}`}</span>
        </p>
      </div>
      <div className="end">
        <span className="badge">{order.status}</span>
        <p>{formatMoney(order.totalCents)}</p>
      </div>
    </li>
  );
}

type Props = { searchParams: Promise<{ owner: string }> };

export default async function OrdersPage({ searchParams }: Props) {
  const orders = await read<Order>("order.list", [(await searchParams).owner]);
  return (
    <>
      <h1>My orders</h1>
      <ul>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </>
  );
}
