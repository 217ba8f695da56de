import type { Metadata } from "next";
import Link from "next/link";
import { Page } from "@/components/page";
import { ApiConsole } from "@/features/docs/api-console";

export const metadata: Metadata = { title: "API" };

const linkStyle = "font-medium text-accent underline underline-offset-4";

export default function DocsPage() {
  const lead = (
    <span className="block max-w-2xl">
      The order desk for scripts, apps and partner sites: try every operation here, with your session or with a{" "}
      <Link href="/account/tokens" className={linkStyle}>
        personal token
      </Link>
      . Clients are generated from{" "}
      <a href="/api/v1/openapi.json" className={linkStyle}>
        the OpenAPI document
      </a>
      , which describes all that is under <code className="font-mono text-base">/api/v1</code>.
    </span>
  );
  return (
    <Page title="API" lead={lead}>
      <noscript>The console below needs JavaScript; the OpenAPI document does not.</noscript>
      <ApiConsole />
    </Page>
  );
}
