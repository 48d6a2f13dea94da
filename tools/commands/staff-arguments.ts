import { parseArgs } from "node:util";
import { ROLES, type Role } from "../../packages/domain/src/kernel/index.ts";
import { signUpSchema } from "../../packages/trpc/src/accounts/index.ts";
import { StartError } from "../bootstrap/start-error.mjs";

/** The roles that `npm run staff` can give. */
export const STAFF_ROLES = ROLES.filter((role): role is Exclude<Role, "shopper"> => role !== "shopper");
const USAGE =
  "Say `npm run staff -- add MAIL --role admin`, `npm run staff -- remove MAIL` or `npm run staff -- list`.";

/** The arguments of `npm run staff`. */
export type StaffArguments = {
  readonly what: "add" | "remove" | "list";
  readonly email: string;
  readonly name: string;
  readonly role: (typeof STAFF_ROLES)[number];
};

/** Parses the arguments of `npm run staff --`. Raises a `StartError` of one sentence for wrong ones. */
export function parseStaffArguments(args: readonly string[]): StaffArguments {
  const { values, positionals } = parsed(args);
  const [what, address, ...more] = positionals;
  if (what === "list" && address === undefined) return { what, email: "", name: "", role: "support" };
  if ((what !== "add" && what !== "remove") || address === undefined || more.length > 0)
    throw new StartError(USAGE);
  const email = signUpSchema.shape.email.safeParse(address);
  if (!email.success) throw new StartError(`"${address}" is no mail address.`);
  if (what === "remove") return { what, email: email.data, name: "", role: "support" };
  const role = STAFF_ROLES.find((each) => each === values.role);
  if (role === undefined)
    throw new StartError(`--role ${values.role ?? "is missing"}: say one of ${STAFF_ROLES.join(", ")}.`);
  const name = signUpSchema.shape.name.safeParse(values.name ?? email.data.split("@")[0]);
  if (!name.success) throw new StartError(`--name: ${name.error.issues[0]?.message ?? "that is no name"}`);
  return { what, email: email.data, name: name.data, role };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { role: { type: "string" }, name: { type: "string" } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new StartError(
      `${error instanceof Error ? error.message.split(". ")[0] : "That means nothing"}. ${USAGE}`,
    );
  }
}
