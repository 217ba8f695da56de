import { env } from "@/env";
import { getViewer, load } from "@/trpc/server";
import { Farewell } from "./home/farewell";
import { Featured } from "./home/featured";
import { Hero } from "./home/hero";
import { LiveTrip } from "./home/live-trip";
import { Promises } from "./home/promises";
import { TryIt } from "./home/try-it";

export default async function HomePage({ searchParams }: PageProps<"/">) {
  const viewer = await getViewer();
  const { items } = await load("/", (api) => api.product.list.fetch({ limit: 12 }));
  const hasLeft = !viewer && (await searchParams).farewell !== undefined;
  return (
    <div className="mx-auto grid max-w-6xl gap-20 px-4 py-12 sm:gap-28 sm:px-6 sm:py-20">
      {hasLeft && <Farewell />}
      <Hero isSignedIn={viewer !== null} />
      <LiveTrip />
      <Promises />
      <Featured products={items} />
      <TryIt showDemo={env().NODE_ENV !== "production"} />
    </div>
  );
}
