import type { Metadata } from "next";
import Link from "next/link";
import { Page } from "@/components/page";
import { ApiReference } from "@/features/docs/api-reference";
import { getApiDocument, getOrigin } from "@/trpc/server";

export const metadata: Metadata = { title: "API docs" };

const linkStyle = "font-medium text-accent underline underline-offset-4";

export default async function DocsPage() {
  const { origin } = await getOrigin();
  const lead = (
    <span className="block max-w-2xl">
      Use the shop from scripts, apps and partner sites. Try every operation here with your session or an{" "}
      <Link href="/account/tokens" className={linkStyle}>
        access token
      </Link>
      . Generate a client from{" "}
      <a href="/api/v1/openapi.json" className={linkStyle}>
        the OpenAPI document
      </a>
      , which covers everything under <code className="font-mono text-base">/api/v1</code>.
    </span>
  );
  return (
    <Page title="API docs" lead={lead}>
      <ApiReference json={getApiDocument()} origin={origin} />
    </Page>
  );
}
