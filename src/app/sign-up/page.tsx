import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getViewer } from "@/trpc/server";
import { Entrance } from "../sign-in/entrance";
import { ownPath } from "../sign-in/own-path";
import { SignUpForm } from "./sign-up-form";

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
    <Entrance
      title="Create your account"
      lead="It takes a name, an e-mail address and a password."
      otherwise={otherwise}
    >
      <SignUpForm target={target} />
    </Entrance>
  );
}
