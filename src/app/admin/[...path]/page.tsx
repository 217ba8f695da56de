import { notFound } from "next/navigation";
import { requireAdminPage } from "@/trpc/server";

/** Unknown paths of the admin area behave like the known ones, so that visitors can't tell them apart. */
export default async function UnknownAdminPage() {
  await requireAdminPage();
  notFound();
}
