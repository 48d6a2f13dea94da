/** The words around dates and times; how the dates themselves are written is in `format/dates.ts`. */
export const datesCopy = {
  now: "now",
  secondsAgo: (seconds: number) => `${seconds} s ago`,
  minutesAgo: (minutes: number) => `${minutes} min ago`,
  hoursAgo: (hours: number) => `${hours} h ago`,
  yesterday: "yesterday",
  todayAt: (time: string) => `Today ${time}`,
  yesterdayAt: (time: string) => `Yesterday ${time}`,
} as const;
