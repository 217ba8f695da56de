"use client";
import { Ellipsis, LogIn, ShieldCheck, ShieldMinus, UserX } from "lucide-react";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { DialogActions } from "@/components/dialog-actions";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/menu";
import type { RouterOutputs } from "@/trpc/client";
import { useChangeUser } from "./use-change-user";

type User = RouterOutputs["admin"]["user"]["list"]["items"][number];

/** What can be done with a user, what that means, and how it is called when it is done. */
const ACTS = {
  disable: { label: "Disable", icon: UserX, text: "They are shut out of everything at once. Their orders stay." },
  enable: { label: "Enable", icon: LogIn, text: "They can sign in again, and go on where they were." },
  promote: { label: "Make administrator", icon: ShieldCheck, text: "They can see and change all that you can." },
  demote: { label: "Make customer", icon: ShieldMinus, text: "The desk is closed to them at once." },
} as const;
export type Act = keyof typeof ACTS;

type Props = { user: User; focusAfter: RefObject<HTMLElement | null> };

export function UserMenu({ user, focusAfter }: Props) {
  const [asked, setAsked] = useState<Act>();
  const trigger = useRef<HTMLButtonElement>(null);
  const { change, isPending } = useChangeUser(user);
  useLayoutEffect(() => {
    const button = trigger.current;
    return () => {
      // Who leaves the list by a change takes the button along: reading goes on beside it.
      if (button === document.activeElement) focusAfter.current?.focus();
    };
  }, [focusAfter]);
  const acts: Act[] = [user.role === "ADMIN" ? "demote" : "promote", user.disabledAt ? "enable" : "disable"];

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={trigger} look="quiet" size="icon" pending={isPending} aria-label={`Change ${user.name}`}>
            {!isPending && <Ellipsis aria-hidden />}
          </Button>
        </MenuTrigger>
        <MenuContent>
          {acts.map((act) => {
            const { label, icon: Icon } = ACTS[act];
            return (
              <MenuItem key={act} onSelect={() => setAsked(act)}>
                <Icon aria-hidden />
                {label}
              </MenuItem>
            );
          })}
        </MenuContent>
      </Menu>
      <AlertDialog open={asked !== undefined} onOpenChange={() => setAsked(undefined)}>
        {asked && (
          <AlertDialogContent
            title={`${ACTS[asked].label}: ${user.name}?`}
            description={ACTS[asked].text}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              trigger.current?.focus();
            }}
          >
            <DialogActions className="mt-6">
              <AlertDialogCancel asChild>
                <Button look="outline" size="small">
                  Leave it
                </Button>
              </AlertDialogCancel>
              <AlertDialogAction asChild>
                <Button
                  look={asked === "disable" || asked === "demote" ? "danger" : "solid"}
                  size="small"
                  onClick={() => change(asked)}
                >
                  {ACTS[asked].label}
                </Button>
              </AlertDialogAction>
            </DialogActions>
          </AlertDialogContent>
        )}
      </AlertDialog>
    </>
  );
}
