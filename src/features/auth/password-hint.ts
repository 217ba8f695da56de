import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/domain/account";

export const PASSWORD_HINT = `${MIN_PASSWORD_LENGTH}–${MAX_PASSWORD_LENGTH} characters, no common passwords. A short phrase works best.`;
