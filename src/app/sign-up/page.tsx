import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/features/auth/auth-card";
import { ownPath } from "@/features/auth/own-path";
import { SignUpForm } from "@/features/auth/sign-up-form";
import { getViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Create your account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const target = ownPath((await searchParams).callbackUrl);
  if (await getViewer()) redirect(target);
  const otherwise = (
    <>
      Been here before?{" "}
      <Link href={`/sign-in?callbackUrl=${encodeURIComponent(target)}`} className="font-medium text-accent underline">
        Sign in
      </Link>
    </>
  );
  return (
    <AuthCard
      title="Create your account"
      lead="It takes a name, an e-mail address and a password."
      otherwise={otherwise}
    >
      <SignUpForm target={target} />
    </AuthCard>
  );
}
