"use client";
import { useEffect, useState } from "react";
import { takeAccountDeleted } from "./account-deleted";

const TEXT = {
  title: "Account deleted",
  lead: "Sorry to see you go. You can sign up again any time.",
};

/** Shown once, after this browser has deleted an account. */
export function AccountDeletedNotice() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (takeAccountDeleted()) setShown(true);
  }, []);
  if (!isShown) return null;
  return (
    <section
      role="status"
      className="-mb-10 animate-rise rounded-2xl border border-accent bg-accent-soft px-6 py-5 sm:-mb-14 sm:px-8"
    >
      <p className="font-display text-2xl">{TEXT.title}</p>
      <p className="mt-1">{TEXT.lead}</p>
    </section>
  );
}
