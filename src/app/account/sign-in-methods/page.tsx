import type { Metadata } from "next";
import { Page } from "@/components/page";
import { MethodsView } from "@/features/sign-in-method/methods-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Sign-in methods" };

export default async function SignInMethodsPage({ searchParams }: PageProps<"/account/sign-in-methods">) {
  const { error, added } = await searchParams;
  await load("/account/sign-in-methods", (api) =>
    Promise.all([api.signInMethod.list.fetch(), api.factor.list.fetch()]),
  );
  return (
    <Page title="Sign-in methods" lead="The ways into your account">
      <Hydrate>
        <MethodsView error={error} added={added} />
      </Hydrate>
    </Page>
  );
}
