"use client";
import { useEffect, useState } from "react";
import { Confirmation } from "@/components/confirmation";
import { accountDeleted } from "./account-deleted";

const TEXT = {
  title: "Account deleted",
  lead: "Sorry to see you go. You can sign up again any time.",
};

/** Shown once, after this browser has deleted an account. */
export function AccountDeletedNotice() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (accountDeleted.take()) setShown(true);
  }, []);
  return (
    <Confirmation isShown={isShown} title={TEXT.title} className="-mb-10 sm:-mb-14">
      <p>{TEXT.lead}</p>
    </Confirmation>
  );
}
