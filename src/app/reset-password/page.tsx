import type { Metadata } from "next";
import { AuthCard } from "@/features/auth/auth-card";
import { LinkInvalid } from "@/features/auth/link-invalid";
import { toLinkSecret } from "@/features/auth/link-secret";
import { ResetPasswordForm } from "@/features/auth/reset-password-form";
import { load } from "@/trpc/server";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const secret = toLinkSecret((await searchParams).link);
  const { kind, state, email } = await load("/reset-password", (_, call) => call.accountLink.find({ secret }));
  const isUsable = kind === "RESET_PASSWORD" && email !== null;
  return (
    <AuthCard title="Choose a new password">
      {isUsable ? (
        <ResetPasswordForm secret={secret} email={email} />
      ) : (
        <LinkInvalid kind="RESET_PASSWORD" isUsed={state === "USED"} />
      )}
    </AuthCard>
  );
}
