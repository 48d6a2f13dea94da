import { answersCopy } from "./answers.ts";
import type { Message } from "./message.ts";

/** Signing in and making an account: the forms, and why it did not work. */
export const authCopy = {
  labels: { name: "Name", email: "Email", password: "Password" },
  passwordHint: (characters: number) => `${characters} characters or more. Spaces are fine.`,
  buttons: {
    in: { ready: "Sign in", busy: "Signing in" },
    up: { ready: "Make account", busy: "Making it" },
  },
  /** Around the way to make an account. */
  newHere: { before: "New here? ", after: ". You can also buy without one." },
  /** Around the way to sign in. */
  haveOne: { before: "Already have one? ", after: "." },
  missingName: "We need a name to greet you by.",
  missingPassword: "The password is missing.",
  shortPassword: (characters: number) => `A password has ${characters} characters or more.`,
  noAnswer: { title: answersCopy.noAnswer, text: "Try again in a moment." } satisfies Message,
  noMatch: {
    title: "That did not match.",
    text: "Check the address and the password. After five wrong tries we pause for a minute, then for longer.",
  } satisfies Message,
  tooManyTries: (wait: string): Message => ({
    title: "Too many tries from here.",
    text: `Try again in ${wait}. What you typed stays.`,
  }),
  /** `detail`: what the shop says of it. */
  noAccount: (detail: string | undefined): Message => ({
    title: "No account was made.",
    text: detail ?? "Check what you typed.",
  }),
} as const;
