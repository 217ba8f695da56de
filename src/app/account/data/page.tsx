import type { Metadata } from "next";
import { Page } from "@/components/page";
import { DeleteAccount } from "@/features/account/delete-account";
import { Download } from "@/features/account/download";
import { load } from "@/trpc/server";

export const metadata: Metadata = { title: "Your data" };

export default async function DataPage() {
  const { keepTexts } = await load("/account/data", (api) => api.account.deletionChoices.fetch());
  return (
    <Page title="Your data" lead="Download or delete your data">
      <Download />
      <DeleteAccount hasTexts={keepTexts} />
    </Page>
  );
}
