"use client";
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { DeleteForm } from "./delete-form";

const TEXT = {
  what: "We forget your name, your e-mail address, your sign-ins and access tokens, and the remarks on your orders. Your orders stay in the shop’s books, as those of a deleted customer. With your e-mail address you may begin anew.",
  final: "You are signed out everywhere, and nobody can undo this, not even we. Orders under way still arrive.",
};

export function DeleteAccount() {
  return (
    <Card className="p-6 sm:p-8">
      <h2 className="font-semibold text-lg">Delete your account</h2>
      <p className="mt-1 text-muted">{TEXT.what}</p>
      <AlertDialog>
        <AlertDialogTrigger asChild>
          <Button variant="dangerOutline" className="mt-5">
            Delete my account
          </Button>
        </AlertDialogTrigger>
        <AlertDialogContent title="Delete your account?" description={TEXT.final}>
          <DeleteForm />
        </AlertDialogContent>
      </AlertDialog>
    </Card>
  );
}
