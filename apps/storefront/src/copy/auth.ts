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
  /** On the way to a new password. */
  forgot: {
    link: "Forgot your password?",
    lede: "Write the address of your account. We mail you a link that sets a new password.",
    button: { ready: "Mail me a link", busy: "Asking" },
    sent: {
      title: "Look into your mail.",
      text: "If there is an account with this address, a link is on its way. It is good for an hour, once. Nothing there? Look among the spam, or ask again in ten minutes.",
    } satisfies Message,
  },
  reset: {
    label: "New password",
    lede: "Everybody who is signed in to your account is signed out by it.",
    button: { ready: "Set password", busy: "Setting it" },
    done: {
      title: "Your password is set.",
      text: "Everybody is signed out. Sign in with the new one.",
    } satisfies Message,
    /** Without a word in the link, or with one that has ended. */
    ended: {
      title: "This link sets no password any more.",
      text: "It was used already, or is older than an hour. Your password is as it was. Ask for a new link.",
    } satisfies Message,
    askAgain: "Ask for a new link",
  },
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
  noPassword: (detail: string | undefined): Message => ({
    title: "No password was set.",
    text: detail ?? "Check what you typed.",
  }),
  noAccount: (detail: string | undefined): Message => ({
    title: "No account was made.",
    text: detail ?? "Check what you typed.",
  }),
} as const;
