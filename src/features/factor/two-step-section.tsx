"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { SettingsSection } from "@/components/settings-section";
import { QueryBoundary } from "@/shell/query-boundary";
import { AddPasskey } from "./add-passkey";
import { AppSetup } from "./app-setup";
import { FactorRow } from "./factor-row";
import { RecoveryCodes } from "./recovery-codes";
import { RecoveryCodesRow } from "./recovery-codes-row";
import { useFactors } from "./use-factors";

const TEXT = {
  lead: "After your password, we ask for a code of an app or for a passkey. A passkey also signs you in by itself.",
  off: "Off. Your password alone signs you in.",
};

/** Authenticator app, passkeys and recovery codes. */
export function TwoStepSection() {
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
        <Factors {...{ heading }} onSetUp={() => setSettingUp(true)} onCodes={setCodes} />
      </QueryBoundary>
      {isSettingUp && <AppSetup onDone={finishSetup} onClose={() => setSettingUp(false)} />}
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
    </SettingsSection>
  );
}

type Props = {
  heading: React.RefObject<HTMLHeadingElement | null>;
  onSetUp: () => void;
  onCodes: (codes: readonly string[] | null) => void;
};

function Factors({ heading, onSetUp, onCodes }: Props) {
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
        {items.length === 0 && <p className="mr-auto text-muted text-sm">{TEXT.off}</p>}
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
