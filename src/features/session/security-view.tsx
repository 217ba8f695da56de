"use client";
import { useRef } from "react";
import { SettingsSection } from "@/components/settings-section";
import { PasswordForm } from "@/features/account";
import { TwoStepSection } from "@/features/factor";
import { QueryBoundary } from "@/shell/query-boundary";
import { api } from "@/trpc/client";
import { SessionList } from "./session-list";
import { SignOutOthersButton } from "./sign-out-others-button";

const ACCURACY = "Last seen is accurate to 5 minutes; the address is from sign-in.";

export function SecurityView({ email, isFactorMissing }: { email: string; isFactorMissing: boolean }) {
  const hasPassword = api.signInMethod.list.useQuery().data?.hasPassword ?? true;
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <SettingsSection
        id="sessions"
        title="Active sessions"
        lead={ACCURACY}
        headingRef={heading}
        actions={<SignOutOthersButton focusAfter={heading} />}
      >
        <QueryBoundary>
          <SessionList focusAfter={heading} />
        </QueryBoundary>
      </SettingsSection>
      <TwoStepSection isMissing={isFactorMissing} />
      <PasswordForm email={email} hasPassword={hasPassword} />
    </>
  );
}
