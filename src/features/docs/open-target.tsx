"use client";
import { useEffect } from "react";

/** Opens the operation that the URL names, where the browser does not: after a navigation inside the app. */
export function OpenTarget() {
  useEffect(() => {
    function open() {
      const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      const details = target?.closest("details");
      if (!details || details.open) return;
      details.open = true;
      target?.scrollIntoView();
    }
    open();
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, []);
  return null;
}
