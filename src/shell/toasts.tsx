"use client";
import dynamic from "next/dynamic";
import { loadToaster } from "./toast";

/** Where short messages appear. */
export const Toasts = dynamic(loadToaster, { ssr: false });
