import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/domain/account";

export const PASSWORD_HINT = `${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters. A few words are better than one with digits.`;
