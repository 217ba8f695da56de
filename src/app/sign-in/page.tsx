import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "@/components/link";
import { ProviderChoice } from "@/features/auth/provider-choice";
import { toRedirectPath } from "@/features/auth/redirect-path";
import { SignInForm } from "@/features/auth/sign-in-form";
import { getViewer, load, offersDemoAccounts } from "@/trpc/server";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { callbackUrl, error } = await searchParams;
  const target = toRedirectPath(callbackUrl);
  if (await getViewer()) redirect(target);
  const [{ mail, providers }, secondStep, passkeyRequest] = await load("/sign-in", (api) =>
    Promise.all([
      api.account.signInOptions.fetch(),
      api.session.secondStep.fetch(),
      api.session.requestPasskey.fetch(),
    ]),
  );
  const footer = (
    <>
      <span>New here?</span>{" "}
      <Link
        replace
        href={`/sign-up?callbackUrl=${encodeURIComponent(target)}`}
        className="font-medium text-accent underline"
      >
        Create an account
      </Link>
    </>
  );
  return (
    <SignInForm
      target={target}
      showDemo={offersDemoAccounts()}
      canReset={mail}
      methods={secondStep?.methods}
      passkeyRequest={passkeyRequest}
      footer={footer}
    >
      <ProviderChoice providers={providers} target={target} error={error} />
    </SignInForm>
  );
}
