"use client";
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { DeleteForm } from "./delete-form";

const TEXT = {
  lead: "We erase your name, email, sessions, tokens and order notes. Orders are kept anonymously. You can sign up again.",
  warning: "You'll be signed out everywhere. This can't be undone. Orders in progress will still arrive.",
};

export function DeleteAccount({ email }: { email: string }) {
  return (
    <Card className="p-6 sm:p-8">
      <h2 className="font-semibold text-lg">Delete your account</h2>
      <p className="mt-1 text-muted">{TEXT.lead}</p>
      <AlertDialog>
        <AlertDialogTrigger asChild>
          <Button variant="dangerOutline" className="mt-5">
            Delete account
          </Button>
        </AlertDialogTrigger>
        <AlertDialogContent title="Delete your account?" description={TEXT.warning}>
          <DeleteForm email={email} />
        </AlertDialogContent>
      </AlertDialog>
    </Card>
  );
}
