# The web app is built with everything; what runs needs less.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node server/start/build-web-once.ts

FROM node:24-bookworm-slim AS installed
WORKDIR /app
COPY package.json package-lock.json ./
# Without the embedded PostgreSQL: an image stands beside a database of its own.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund
COPY server/mend-packages.js server/
RUN node server/mend-packages.js

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
COPY --from=installed /app/node_modules node_modules
COPY --from=build /app/web web
COPY package.json package-lock.json vite.config.ts ./
COPY project.inlang project.inlang
COPY db db
COPY seed seed
COPY server server
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./server/start/quicken-loading.ts", "--expose-gc", "--max-semi-space-size=8", "--max-old-space-size=1024", "server/main.ts"]
