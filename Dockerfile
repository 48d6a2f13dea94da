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
ENV NEXT_TELEMETRY_DISABLED=1
RUN npm ci && npm run build --workspace @scarlet/storefront --workspace @scarlet/admin

# The web apps run from their sources too, over what was built: their request guard runs before Next.
FROM api AS storefront
COPY --from=web --chown=node:node /scarlet/apps/storefront/.next ./apps/storefront/.next
CMD ["node", "apps/storefront/src/main.ts"]

FROM api AS admin
COPY --from=web --chown=node:node /scarlet/apps/admin/.next ./apps/admin/.next
CMD ["node", "apps/admin/src/main.ts"]
