# One file, three images: `docker build --target api|storefront|admin .`
FROM node:24.21.0-slim AS source
WORKDIR /scarlet
COPY . .

# The API runs from its sources, as everywhere; tools and what only builds stay out.
FROM source AS api
RUN npm ci --omit=dev --omit=optional
# Commands in this image (`docker compose exec api npm run ledger:verify`) take its packages as they are.
ENV SCARLET_IMAGE=1
USER node
CMD ["node", "apps/api/src/main.ts"]

FROM source AS web
ENV NEXT_TELEMETRY_DISABLED=1 SCARLET_STANDALONE=1
RUN npm ci && npm run build --workspace @scarlet/storefront --workspace @scarlet/admin && mkdir -p apps/storefront/public apps/admin/public

FROM node:24.21.0-slim AS storefront
WORKDIR /scarlet
COPY --from=web --chown=node:node /scarlet/apps/storefront/.next/standalone ./
COPY --from=web --chown=node:node /scarlet/apps/storefront/.next/static ./apps/storefront/.next/static
COPY --from=web --chown=node:node /scarlet/apps/storefront/public ./apps/storefront/public
USER node
CMD ["node", "apps/storefront/server.js"]

FROM node:24.21.0-slim AS admin
WORKDIR /scarlet
COPY --from=web --chown=node:node /scarlet/apps/admin/.next/standalone ./
COPY --from=web --chown=node:node /scarlet/apps/admin/.next/static ./apps/admin/.next/static
COPY --from=web --chown=node:node /scarlet/apps/admin/public ./apps/admin/public
USER node
CMD ["node", "apps/admin/server.js"]
