import type { Metadata } from "next";
import { orderReference } from "@/domain/order";
import { Hydrate, loadDesk } from "@/trpc/server";
import { DeskOrder } from "./desk-order";

const fetchOrder = (id: string) => loadDesk(`/admin/orders/${id}`, (api) => api.admin.order.byId.fetch({ id }));

export async function generateMetadata({ params }: PageProps<"/admin/orders/[id]">): Promise<Metadata> {
  return { title: `Order ${orderReference((await fetchOrder((await params).id)).id)}` };
}

export default async function DeskOrderPage({ params }: PageProps<"/admin/orders/[id]">) {
  const { id } = await params;
  await fetchOrder(id);
  return (
    <Hydrate>
      <DeskOrder id={id} />
    </Hydrate>
  );
}
