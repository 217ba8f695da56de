import type { Metadata } from "next";
import { ConfirmLink } from "@/features/auth/confirm-link";
import { toLinkSecret } from "@/features/auth/link-secret";
import { getViewer, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Confirm", robots: { index: false } };

export default async function ConfirmPage({ searchParams }: PageProps<"/confirm">) {
  const secret = toLinkSecret((await searchParams).link);
  const [link, { mailbox }] = await load("/confirm", (api, call) =>
    Promise.all([call.accountLink.find({ secret }), api.account.signInOptions.fetch()]),
  );
  return <ConfirmLink key={secret} {...{ secret, link, mailbox }} isSignedIn={(await getViewer()) !== null} />;
}
