"use client";
import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect } from "react";

/** Pages that the server shows to visitors only. */
const VISITOR_PAGES = ["/sign-in", "/sign-up"];

const setVisible = (isVisible: boolean) => {
  document.documentElement.style.visibility = isVisible ? "" : "hidden";
};

/** The email of the session's user; undefined if there is none or no answer. */
async function fetchEmail(): Promise<string | undefined> {
  try {
    const session = await (await fetch("/api/auth/session", { cache: "no-store" })).json();
    return session.user?.email;
  } catch {
    return undefined;
  }
}

/**
 * Reloads a page whose session has changed since it was rendered, before anybody sees it.
 * @param email of the user for whom the layout was rendered
 */
export function SessionGuard({ email }: { email: string | undefined }) {
  const path = usePathname();

  // The session has ended, and a client navigation has led to the sign-in page inside the layout of its user.
  useLayoutEffect(() => {
    if (!email || !VISITOR_PAGES.includes(path)) return;
    setVisible(false);
    window.location.reload();
  }, [email, path]);

  // A page from the back/forward cache stays hidden until its session is checked: it may have ended in the meantime.
  useEffect(() => {
    const onHide = ({ persisted }: PageTransitionEvent) => {
      if (persisted && email) setVisible(false);
    };
    const onShow = async ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      if ((await fetchEmail()) === email) setVisible(true);
      else window.location.reload();
    };
    window.addEventListener("pagehide", onHide);
    window.addEventListener("pageshow", onShow);
    return () => {
      window.removeEventListener("pagehide", onHide);
      window.removeEventListener("pageshow", onShow);
    };
  }, [email]);
  return null;
}
