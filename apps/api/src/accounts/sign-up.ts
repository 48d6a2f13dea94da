import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { People } from "@scarlet/adapters/accounts";
import type { signUpSchema } from "@scarlet/trpc";
import { z } from "zod";
import type { AccountNotices } from "./account-notices.ts";

export type SignUpParts = {
  readonly people: Pick<People, "isTaken">;
  readonly notices: Pick<AccountNotices, "signUpOfTaken">;
};

type SignUp = z.output<typeof signUpSchema>;

/**
 * Makes an account. An address that somebody has already is not told: the answer is the same, after the same work, and the owner of
 * the address gets a mail. Whoever asked has an account of their own, which shows what they typed and is nobody else's; by its password
 * alone nobody finds it again, because the address leads to its owner.
 */
export async function signUp(
  input: SignUp,
  { people, notices }: SignUpParts,
  ask: (body: SignUp & { readonly shownEmail: string }) => Promise<Response>,
): Promise<Response> {
  const shown = { ...input, shownEmail: input.email };
  const elsewhere = () => {
    void notices.signUpOfTaken(input.email);
    return ask({ ...shown, email: `${randomBytes(12).toString("hex")}@unconfirmed.invalid` });
  };
  if (await people.isTaken(input.email)) return elsewhere();
  const answer = await firstOfMany(() => ask(shown));
  const lost = !answer.ok && (await saidOf(answer.clone())).code.startsWith(CODE_OF_TAKEN_ADDRESS);
  return lost ? elsewhere() : answer;
}

/**
 * Two sign-ups of one address at once: the database lets one through, and the library tells the other why as soon as
 * the first has committed. Until then it only knows that it lost.
 */
async function firstOfMany(ask: () => Promise<Response>): Promise<Response> {
  let answer = await ask();
  for (let round = 0; round < MAX_RETRIES && !answer.ok; round += 1) {
    if ((await saidOf(answer.clone())).code !== CODE_OF_LOST_INSERT) break;
    await sleep(FIRST_RETRY_DELAY_MS * 2 ** round);
    answer = await ask();
  }
  return answer;
}

/** 20 ms, 40 ms, … in all two and a half seconds, longer than any commit. */
const FIRST_RETRY_DELAY_MS = 20;
const MAX_RETRIES = 7;

/** The library's code for any failed insert, including one that the unique index refused. */
const CODE_OF_LOST_INSERT = "FAILED_TO_CREATE_USER";
const CODE_OF_TAKEN_ADDRESS = "USER_ALREADY_EXISTS";

const refusedSchema = z.object({ code: z.string().default(""), message: z.string().default("") });

/** Code and message of a refusal by the sign-in library. */
export async function saidOf(answer: Response): Promise<z.output<typeof refusedSchema>> {
  // A body that is not JSON has no code; the status still counts.
  return refusedSchema.parse(await answer.json().catch(() => ({})));
}
