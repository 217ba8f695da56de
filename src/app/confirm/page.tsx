import type { Metadata } from "next";
import { AuthCard } from "@/features/auth/auth-card";
import { ConfirmLink } from "@/features/auth/confirm-link";
import { LinkInvalid } from "@/features/auth/link-invalid";
import { toLinkSecret } from "@/features/auth/link-secret";
import { LINK_TITLES } from "@/features/auth/link-titles";
import { getViewer, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Confirm", robots: { index: false } };

export default async function ConfirmPage({ searchParams }: PageProps<"/confirm">) {
  const secret = toLinkSecret((await searchParams).link);
  const link = await load("/confirm", (_, call) => call.accountLink.find({ secret }));
  const { kind, state, email, needsSession } = link;
  const isUsable = kind !== null && kind !== "RESET_PASSWORD" && email !== null;
  return (
    <AuthCard title={isUsable ? LINK_TITLES[kind] : "Confirm"}>
      {isUsable ? (
        <ConfirmLink {...{ secret, kind, email, needsSession }} isSignedIn={(await getViewer()) !== null} />
      ) : (
        <LinkInvalid kind={kind} isUsed={state === "USED"} />
      )}
    </AuthCard>
  );
}
