import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "@/components/link";
import { ProviderChoice } from "@/features/auth/provider-choice";
import { toRedirectPath } from "@/features/auth/redirect-path";
import { SignUpForm } from "@/features/auth/sign-up-form";
import { getViewer, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Create your account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const target = toRedirectPath((await searchParams).callbackUrl);
  if (await getViewer()) redirect(target);
  const { mail, mailbox, providers } = await load("/sign-up", (api) => api.account.signInOptions.fetch());
  const footer = (
    <>
      <span>Already have an account?</span>{" "}
      <Link
        replace
        href={`/sign-in?callbackUrl=${encodeURIComponent(target)}`}
        className="font-medium text-accent underline"
      >
        Sign in
      </Link>
    </>
  );
  return (
    <SignUpForm {...{ target, mail, mailbox, footer }}>
      <ProviderChoice providers={providers} target={target} />
    </SignUpForm>
  );
}
