/** Reads the window of the overview from the URL. */
import { WINDOWS, type Window } from "@/domain/admin-overview";

export const DEFAULT_WINDOW: Window = 30;

/** The window of the overview in days. */
export const readWindow = (value: unknown): Window => WINDOWS.find((days) => String(days) === value) ?? DEFAULT_WINDOW;
