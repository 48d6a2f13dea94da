import { apiRoute } from "@scarlet/web/api/api-proxy";
import { apiAccess } from "../../../api/api-access.ts";

/** Browsers reach the API under this app's own address. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(apiAccess);
