import type { Metadata } from "next";
import { orderReference } from "@/domain/order";
import { AdminOrderView } from "@/features/admin/order/admin-order-view";
import { Hydrate, loadAdmin } from "@/trpc/server";

const fetchOrder = (id: string) => loadAdmin(`/admin/orders/${id}`, (api) => api.admin.order.byId.fetch({ id }));

export async function generateMetadata({ params }: PageProps<"/admin/orders/[id]">): Promise<Metadata> {
  return { title: `Order ${orderReference((await fetchOrder((await params).id)).id)}` };
}

export default async function AdminOrderPage({ params }: PageProps<"/admin/orders/[id]">) {
  const { id } = await params;
  await fetchOrder(id);
  return (
    <Hydrate>
      <AdminOrderView id={id} />
    </Hydrate>
  );
}
