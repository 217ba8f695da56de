import type { Metadata } from "next";
import { toLinkSecret } from "@/features/auth/link-secret";
import { ResetPasswordForm } from "@/features/auth/reset-password-form";
import { load } from "@/trpc/server";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const secret = toLinkSecret((await searchParams).link);
  const link = await load("/reset-password", (_, call) => call.accountLink.find({ secret }));
  return <ResetPasswordForm key={secret} {...{ secret, link }} />;
}
