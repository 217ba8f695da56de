"use client";
import { type ComponentType, useEffect, useState } from "react";
import { loadToaster } from "./toast";

/** The toaster, loaded after the page. */
export function Toasts() {
  const [Toaster, setToaster] = useState<ComponentType>();
  useEffect(() => {
    loadToaster().then((loaded) => setToaster(() => loaded.default));
  }, []);
  return Toaster && <Toaster />;
}
