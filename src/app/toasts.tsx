"use client";
import dynamic from "next/dynamic";

/** Where short messages appear. */
export const Toasts = dynamic(() => import("./toaster"), { ssr: false });
