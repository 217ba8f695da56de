"use client";
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { SettingsSection } from "@/components/settings-section";
import { DeleteForm } from "./delete-form";

const TEXT = {
  lead: "We erase your name, email, sessions, sign-in methods, tokens, progress, order notes, questions and answers. Orders are kept anonymously. You can sign up again.",
  warning: "You'll be signed out everywhere. This can't be undone. Orders in progress will still arrive.",
};

type Props = {
  email: string;
  /** Whether the user has written something that can be kept without the name. */
  hasTexts: boolean;
  needsPassword: boolean;
};

export function DeleteAccount(props: Props) {
  return (
    <SettingsSection id="delete-account" title="Delete your account" lead={TEXT.lead}>
      <Card className="p-6">
        <AlertDialog>
          <AlertDialogTrigger asChild>
            <Button variant="dangerOutline">Delete account</Button>
          </AlertDialogTrigger>
          <AlertDialogContent title="Delete your account?" description={TEXT.warning}>
            <DeleteForm {...props} />
          </AlertDialogContent>
        </AlertDialog>
      </Card>
    </SettingsSection>
  );
}
