import { readSearch } from "@/domain/text";

/** The address in the URL whose mails are shown; undefined for all. */
export const readAddress = (value: unknown): string | undefined => readSearch(value) || undefined;
