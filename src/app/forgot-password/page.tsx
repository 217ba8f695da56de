import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "@/components/link";
import { ForgotPasswordForm } from "@/features/auth/forgot-password-form";
import { load } from "@/trpc/server";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ForgotPasswordPage() {
  const { mail, mailbox } = await load("/forgot-password", (api) => api.account.signInOptions.fetch());
  if (!mail) notFound();
  const footer = (
    <Link href="/sign-in" className="font-medium text-accent underline">
      Back to sign in
    </Link>
  );
  return <ForgotPasswordForm mailbox={mailbox} footer={footer} />;
}
