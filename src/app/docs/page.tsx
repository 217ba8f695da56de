import type { Metadata } from "next";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { ApiReference } from "@/features/docs/api-reference";
import { getApiDocument, getOrigin } from "@/trpc/server";

export const metadata: Metadata = { title: "API docs" };

const linkStyle = "font-medium text-accent underline underline-offset-4";

export default async function DocsPage() {
  const { origin } = await getOrigin();
  const lead = (
    <span className="block max-w-2xl">
      <span>Use the shop from scripts, apps and partner sites. Try every operation here with your session or an</span>{" "}
      <Link href="/account/tokens" className={linkStyle}>
        access token
      </Link>
      <span>. Generate a client from</span>{" "}
      <a href="/api/v1/openapi.json" className={linkStyle}>
        the OpenAPI document
      </a>
      <span>, which covers everything under</span> <code className="font-mono text-base">/api/v1</code>
      <span>.</span>
    </span>
  );
  return (
    <Page title="API docs" lead={lead}>
      <ApiReference json={await getApiDocument()} origin={origin} />
    </Page>
  );
}
