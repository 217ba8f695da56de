"use client";
import { Ellipsis } from "lucide-react";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/menu";
import type { RouterOutputs } from "@/trpc/client";
import { USER_ACTIONS, type UserAction, useChangeUser } from "./use-change-user";

type Props = {
  user: RouterOutputs["admin"]["user"]["list"]["items"][number];
  focusAfter: RefObject<HTMLElement | null>;
};

export function UserMenu({ user, focusAfter }: Props) {
  const [asked, setAsked] = useState<UserAction>();
  const trigger = useRef<HTMLButtonElement>(null);
  const { change, isPending } = useChangeUser(user);
  useLayoutEffect(() => {
    const button = trigger.current;
    return () => {
      // A change may remove the row, and the button with it: the focus moves to the list.
      if (button === document.activeElement) focusAfter.current?.focus();
    };
  }, [focusAfter]);
  const actions: UserAction[] = [user.role === "ADMIN" ? "demote" : "promote", user.disabledAt ? "enable" : "disable"];

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={trigger} variant="ghost" size="icon" pending={isPending} aria-label={`Change ${user.name}`}>
            {!isPending && <Ellipsis aria-hidden />}
          </Button>
        </MenuTrigger>
        <MenuContent>
          {actions.map((action) => {
            const { label, icon: Icon } = USER_ACTIONS[action];
            return (
              <MenuItem key={action} onSelect={() => setAsked(action)}>
                <Icon aria-hidden />
                {label}
              </MenuItem>
            );
          })}
        </MenuContent>
      </Menu>
      {asked && (
        <ConfirmDialog
          title={USER_ACTIONS[asked].title(user.name)}
          description={USER_ACTIONS[asked].text}
          confirmLabel={USER_ACTIONS[asked].label}
          variant={asked === "disable" || asked === "demote" ? "danger" : "solid"}
          onConfirm={() => change(asked)}
          onClose={() => setAsked(undefined)}
          focusAfter={() => trigger.current}
        />
      )}
    </>
  );
}
