import "server-only";
import { createServerApi } from "@scarlet/web/trpc/server";
import { apiAccess } from "../api/api-access.ts";
import { makeQueryClient } from "./query-client.ts";

/** The API in the name of the person who asks for the page: see `createServerApi`. */
export const { api, trpc, getQueryClient } = createServerApi(apiAccess, () => makeQueryClient());
