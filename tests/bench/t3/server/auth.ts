/** next-auth with sessions in the database: every request reads the session and its user. */
import { getServerSession, type NextAuthOptions } from "next-auth";
import { cache } from "react";
import { db } from "./db";

const options = {
  /** The call of a signed-in request, as @auth/prisma-adapter has it: a session has no more columns there than here. */
  adapter: {
    async getSessionAndUser(sessionToken) {
      const found = await db.credential.findUnique({
        where: { id: sessionToken },
        select: { userId: true, expiresAt: true, user: { select: { id: true, name: true, email: true } } },
      });
      if (!found) return null;
      const { userId, expiresAt, user } = found;
      return { session: { sessionToken, userId, expires: expiresAt }, user: { ...user, emailVerified: null } };
    },
  },
  session: { maxAge: 9 * 24 * 60 * 60 }, // as data.ts has it: next-auth would extend sessions that began over a day ago
  providers: [],
  callbacks: { session: ({ session, user }) => ({ ...session, user: { ...session.user, id: user.id } }) },
} satisfies NextAuthOptions;

export const auth = cache(() => getServerSession(options));
