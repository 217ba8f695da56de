import type { Metadata } from "next";
import { orderReference } from "@/domain/order";
import { OrderView } from "@/features/order/order-view";
import { Hydrate, load } from "@/trpc/server";

const fetchOrder = (id: string) => load(`/orders/${id}`, (api) => api.order.byId.fetch({ id }));

export async function generateMetadata({ params }: PageProps<"/orders/[id]">): Promise<Metadata> {
  return { title: `Order ${orderReference((await fetchOrder((await params).id)).id)}` };
}

export default async function OrderPage({ params }: PageProps<"/orders/[id]">) {
  const { id } = await params;
  await fetchOrder(id);
  return (
    <Hydrate>
      <OrderView id={id} />
    </Hydrate>
  );
}
