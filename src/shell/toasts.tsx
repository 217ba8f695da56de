"use client";
import dynamic from "next/dynamic";
import { loadToaster } from "./toast";

/** The toaster, loaded after the page. */
export const Toasts = dynamic(loadToaster, { ssr: false });
