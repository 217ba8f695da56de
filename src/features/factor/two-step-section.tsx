"use client";
import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { SettingsSection } from "@/components/settings-section";
import { importWithRetry } from "@/shell/import-with-retry";
import { QueryBoundary } from "@/shell/query-boundary";
import { AddPasskey } from "./add-passkey";
import { FactorRow } from "./factor-row";
import { RecoveryCodesRow } from "./recovery-codes-row";
import { useFactors } from "./use-factors";

const AppSetup = lazy(() => importWithRetry(() => import("./app-setup")));
const RecoveryCodes = lazy(() => importWithRetry(() => import("./recovery-codes")));

const TEXT = {
  lead: "After your password, we ask for a code of an app or for a passkey. A passkey also signs you in by itself.",
  missing: "Off. As an administrator, set up an app or a passkey: your account can change everybody's.",
  off: "Off. Your password alone signs you in.",
};

/** Authenticator app, passkeys and recovery codes. @param isMissing whether the user is an administrator who has none */
export function TwoStepSection({ isMissing }: { isMissing: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isSettingUp, setSettingUp] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null); // dropped when the page is left

  function finishSetup(codes: readonly string[] | null) {
    setSettingUp(false);
    setCodes(codes);
  }

  return (
    <SettingsSection id="two-step" title="Two-step sign-in" lead={TEXT.lead} headingRef={heading}>
      <QueryBoundary>
        <Factors {...{ heading, isMissing }} onSetUp={() => setSettingUp(true)} onCodes={setCodes} />
      </QueryBoundary>
      <Suspense>
        {isSettingUp && <AppSetup onDone={finishSetup} onClose={() => setSettingUp(false)} />}
        {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      </Suspense>
    </SettingsSection>
  );
}

type Props = {
  heading: RefObject<HTMLHeadingElement | null>;
  isMissing: boolean;
  onSetUp: () => void;
  onCodes: (codes: readonly string[] | null) => void;
};

function Factors({ heading, isMissing, onSetUp, onCodes }: Props) {
  const factors = useFactors();
  if (!factors) return null;
  const { items, recoveryCodesLeft } = factors;
  const hasApp = items.some(({ kind }) => kind === "TOTP");
  return (
    <Card>
      {items.length > 0 && (
        <ul className="divide-y divide-line border-line border-b">
          {items.map((factor) => (
            <FactorRow key={factor.id} factor={factor} isLast={items.length === 1} focusAfter={heading} />
          ))}
          <RecoveryCodesRow left={recoveryCodesLeft} onCodes={onCodes} />
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-3 p-4 sm:px-6">
        {items.length === 0 && <p className="mr-auto text-muted text-sm">{isMissing ? TEXT.missing : TEXT.off}</p>}
        {!hasApp && (
          <Button variant="outline" size="small" onClick={onSetUp}>
            Set up authenticator app
          </Button>
        )}
        <AddPasskey onCodes={onCodes} />
      </div>
    </Card>
  );
}
