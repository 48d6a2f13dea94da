import { passOn } from "../../../api/pass-on.ts";

export {
  passOn as DELETE,
  passOn as GET,
  passOn as HEAD,
  passOn as OPTIONS,
  passOn as PATCH,
  passOn as POST,
  passOn as PUT,
};
