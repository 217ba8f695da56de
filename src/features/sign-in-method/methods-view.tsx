"use client";
import { useRef } from "react";
import { Card } from "@/components/card";
import { Confirmation } from "@/components/confirmation";
import { Notice } from "@/components/notice";
import { SettingsSection } from "@/components/settings-section";
import { Skeleton } from "@/components/skeleton";
import { ProviderButtons, signInProblemText } from "@/features/auth";
import { QueryBoundary } from "@/shell/query-boundary";
import { api } from "@/trpc/client";
import { MethodRow } from "./method-row";
import { NoPasskeyRow, PasskeyRow } from "./passkey-row";
import { PasswordRow } from "./password-row";

/** Parameters of the page's address, with which a provider's answer leads here. */
type Props = { error?: unknown; added?: unknown };

const TEXT = {
  lead: "Each of these signs you in.",
  add: "You go to its site, sign in there and come back.",
  added: (name: string) => `You can sign in with ${name} from now on.`,
};

export function MethodsView(props: Props) {
  return (
    <QueryBoundary>
      <Methods {...props} />
    </QueryBoundary>
  );
}

function Methods({ error, added }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const methods = api.signInMethod.list.useQuery().data;
  const factors = api.factor.list.useQuery().data;
  if (!methods || !factors) return <Skeleton className="h-40" />;
  const { hasPassword, items, available } = methods;
  const passkeys = factors.items.filter(({ kind }) => kind === "PASSKEY");
  const problem = signInProblemText(error);
  const name = items.find(({ provider }) => provider.id === added)?.provider.name;
  return (
    <>
      {problem && (
        <div className="mb-8">
          <Notice>{problem}</Notice>
        </div>
      )}
      <Confirmation isShown={name !== undefined && !problem} title="Sign-in method added">
        <p>{TEXT.added(name ?? "")}</p>
      </Confirmation>
      <SettingsSection id="methods" title="Your sign-in methods" lead={TEXT.lead} headingRef={heading}>
        <Card>
          <ul className="divide-y divide-line">
            <PasswordRow isSet={hasPassword} />
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
            {passkeys.length === 0 && <NoPasskeyRow />}
            {items.map((method) => (
              <MethodRow key={method.id} method={method} focusAfter={heading} />
            ))}
          </ul>
        </Card>
      </SettingsSection>
      {available.length > 0 && (
        <SettingsSection id="add-method" title="Add a sign-in method" lead={TEXT.add}>
          <div className="max-w-md">
            <ProviderButtons providers={available} label="Add" form={{ add: "true" }} />
          </div>
        </SettingsSection>
      )}
    </>
  );
}
