# docker build --tag latchkey .
# printf 'APP_URL=https://sessions.example.com\nTRUSTED_PROXIES=1\nSESSION_SECRET=%s\n' "$(openssl rand -base64 48)" > .env
# docker run --publish 127.0.0.1:3000:3000 --volume latchkey:/app/data --env-file .env latchkey

# The same image for both stages: native modules fit one C library only.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
# The server steps into its own folder as it starts, so the database is named by its whole path.
# HOSTNAME is where Next listens; Docker would set it to the container's name.
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=file:/app/data/latchkey.db
WORKDIR /app
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
# The only folder it writes to, and all there is to back up.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
