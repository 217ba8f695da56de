"use client";
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { SettingsSection } from "@/components/settings-section";
import { DeleteForm } from "./delete-form";

const TEXT = {
  lead: "We erase your name, email, sessions, tokens, progress, order notes, questions and answers. Orders are kept anonymously. You can sign up again.",
  warning: "You'll be signed out everywhere. This can't be undone. Orders in progress will still arrive.",
};

/** @param hasTexts whether the user has written something that can be kept without the name */
export function DeleteAccount({ hasTexts }: { hasTexts: boolean }) {
  return (
    <SettingsSection id="delete-account" title="Delete your account" lead={TEXT.lead}>
      <Card className="p-6">
        <AlertDialog>
          <AlertDialogTrigger asChild>
            <Button variant="dangerOutline">Delete account</Button>
          </AlertDialogTrigger>
          <AlertDialogContent title="Delete your account?" description={TEXT.warning}>
            <DeleteForm hasTexts={hasTexts} />
          </AlertDialogContent>
        </AlertDialog>
      </Card>
    </SettingsSection>
  );
}
