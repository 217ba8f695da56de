import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { env } from "@/env";
import { getViewer } from "@/trpc/server";
import { Entrance } from "./entrance";
import { ownPath } from "./own-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const target = ownPath((await searchParams).callbackUrl);
  if (await getViewer()) redirect(target);
  const otherwise = (
    <>
      New here?{" "}
      <Link href={`/sign-up?callbackUrl=${encodeURIComponent(target)}`} className="font-medium text-accent underline">
        Create an account
      </Link>
    </>
  );
  return (
    <Entrance title="Sign in" lead="To order, and to see your orders." otherwise={otherwise}>
      <SignInForm target={target} showDemo={env().NODE_ENV === "development"} />
    </Entrance>
  );
}
