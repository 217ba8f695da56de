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
  const [actionToConfirm, setActionToConfirm] = useState<UserAction>();
  const trigger = useRef<HTMLButtonElement>(null);
  const { change, isPending } = useChangeUser(user);
  useLayoutEffect(() => {
    const button = trigger.current;
    return () => {
      // The action may remove the row and its button from the list, so the list gets the focus.
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
              <MenuItem key={action} onSelect={() => setActionToConfirm(action)}>
                <Icon aria-hidden />
                {label}
              </MenuItem>
            );
          })}
        </MenuContent>
      </Menu>
      {actionToConfirm && (
        <ConfirmDialog
          title={USER_ACTIONS[actionToConfirm].title(<bdi>{user.name}</bdi>)}
          description={USER_ACTIONS[actionToConfirm].text}
          confirmLabel={USER_ACTIONS[actionToConfirm].label}
          variant={actionToConfirm === "disable" || actionToConfirm === "demote" ? "danger" : "solid"}
          onConfirm={() => change(actionToConfirm)}
          onClose={() => setActionToConfirm(undefined)}
          focusAfter={() => trigger.current}
        />
      )}
    </>
  );
}
