import "server-only";
import { customAlphabet } from "nanoid";

/** Without 0 and O, 1, I and L, which people confuse when they read an id to each other. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

/** A random id of 118 bits, for rows that SQL inserts and rows whose short name is the end of their id. */
export const createReadableId = customAlphabet(ALPHABET, 24);
