# `docker build --target run .` makes the server's image, `--target migrate` the one that applies the migrations. Neither needs
# a setting or a secret at build time: see compose.yaml. Versions of Node and glibc are the same in all stages.
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1

# No install scripts: they would download Prisma's native engine, for which the image lacks OpenSSL. The one from npm is used.
FROM base AS packages
COPY package.json package-lock.json ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund

FROM packages AS build
COPY . .
RUN npm run build

# Also the catalog (npm run db:seed), the first administrator (npm run admin:create), and, for platforms that have one image
# only, the server (node .next/standalone/server.js).
FROM packages AS migrate
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
COPY --from=build /app/src/generated src/generated
COPY --from=build /app/.next/standalone .next/standalone
ENV NODE_ENV=production
USER node
CMD ["npm", "run", "db:migrate"]

# Files belong to root, so the server can change none of them.
FROM base AS run
COPY --from=build /app/.next/standalone ./
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
