import "server-only";
import { cache } from "react";
import { api } from "../trpc/server.ts";

/** Who is signed in; null for guests. Asked once per request. */
export const readMe = cache(async () => api.accounts.me.query());
