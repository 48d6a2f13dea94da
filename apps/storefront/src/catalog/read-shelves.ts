import "server-only";
import type { Shelf } from "@scarlet/domain/catalog";
import { cache } from "react";
import { api } from "../trpc/server.ts";

/** The shelves, asked once per request, however many parts want to know. */
export const readShelves = cache(async (): Promise<Shelf[]> => api.catalog.shelves.query());
